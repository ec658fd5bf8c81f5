import type { ListKind } from '@gongzhi/shared/lists/schema';
import { AppError } from '../../http/errors';
import { type ListRow, ListVersionModel, type ListVersionRecord } from './list-version.model';
import { draftOf } from './lists.queries';

/** How often a change is tried again when another one got in between; two people rarely touch the same row. */
const MOST_TRIES = 20;

/** Changes the rows of the draft in one guarded write; `work` throws when the change does not fit any more. */
export async function changeDraft(
  kind: ListKind,
  work: (rows: readonly ListRow[], draft: ListVersionRecord) => ListRow[],
  now: Date,
  /** Which import brings them. */
  from: Pick<ListVersionRecord, 'importId'> = {},
): Promise<ListVersionRecord> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const draft = await draftOf(kind);
    const rows = work(draft.rows, draft);
    const written = await ListVersionModel.findOneAndUpdate(
      { _id: draft._id, state: 'draft', revision: draft.revision },
      { $set: { rows, ...from, updatedAt: now }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean<ListVersionRecord>();
    if (written) return written;
  }
  throw new AppError('CONFLICT', { detail: `the draft of ${kind} is being changed by many` });
}
