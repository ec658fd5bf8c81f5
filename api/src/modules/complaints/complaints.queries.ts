import type { complaintContracts } from '@gongzhi/shared/complaints/contract';
import type { ComplaintView, MyComplaint } from '@gongzhi/shared/complaints/schema';
import type { QueryOf } from '@gongzhi/shared/contract';
import type { Actor } from '../../http/actor';
import { decodeIdCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { ComplaintModel, type ComplaintRecord } from './complaint.model';
import { canAnswerComplaints } from './complaint.policy';
import { viewComplaints, viewMyComplaint } from './complaint.view';

type Page<T> = { items: T[]; next: string | null };

function pageOf(found: ComplaintRecord[], limit: number): Page<ComplaintRecord> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && found.length > limit ? encodeCursor([String(last._id)]) : null };
}

export async function myComplaints(
  accountId: string,
  { cursor, limit }: QueryOf<typeof complaintContracts.mine>,
): Promise<Page<MyComplaint>> {
  const found = await ComplaintModel.find({
    accountId,
    ...(cursor && { _id: { $lt: decodeIdCursor(cursor) } }),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<ComplaintRecord[]>();
  const page = pageOf(found, limit);
  return { ...page, items: page.items.map(viewMyComplaint) };
}

/** Who waits longest is answered first; of those answered the latest come first. */
export async function listComplaints(
  actor: Actor,
  { state, cursor, limit }: QueryOf<typeof complaintContracts.list>,
): Promise<Page<ComplaintView>> {
  if (!canAnswerComplaints(actor)) throw new AppError('FORBIDDEN', { detail: 'answers no complaints' });
  const beyond = state === 'open' ? '$gt' : '$lt';
  const found = await ComplaintModel.find({
    state,
    ...(cursor && { _id: { [beyond]: decodeIdCursor(cursor) } }),
  })
    .sort({ _id: state === 'open' ? 1 : -1 })
    .limit(limit + 1)
    .lean<ComplaintRecord[]>();
  const page = pageOf(found, limit);
  return { ...page, items: await viewComplaints(page.items, actor) };
}
