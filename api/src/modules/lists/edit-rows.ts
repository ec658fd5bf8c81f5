import { type ListKind, MOST_ROWS } from '@gongzhi/shared/lists/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { changeDraft } from './change-draft';
import type { ListRow } from './list-version.model';
import type { RowsOf } from './lists.queries';
import { requireEditor } from './lists-access';

/** The row as it was seen, or a conflict that brings the present one. */
function requireSeen(rows: readonly ListRow[], rowId: string, rev: number): ListRow | undefined {
  const row = rows.find(({ id }) => id === rowId);
  if ((row?.rev ?? 0) === rev) return row;
  throw new AppError('CONFLICT', { detail: `row ${rowId}`, details: { row: row ?? null } });
}

/** Adds or changes one row of the draft. What is wrong with it is said by the check, not refused: a draft may be wrong. */
export async function putRow<K extends ListKind>(
  kind: K,
  actor: Actor,
  rowId: string,
  { rev, row }: { rev: number; row: Omit<RowsOf[K], 'id' | 'rev'> },
  now: Date,
): Promise<{ row: RowsOf[K]; revision: number }> {
  await requireEditor(actor);
  const next = { ...row, id: rowId, rev: rev + 1 } as RowsOf[K];
  const { revision } = await changeDraft(
    kind,
    (rows) => {
      const seen = requireSeen(rows, rowId, rev);
      if (seen) return rows.map((each) => (each === seen ? next : each));
      if (rows.length >= MOST_ROWS) {
        throw new AppError('VALIDATION_FAILED', { fields: { row: `一张清单最多 ${MOST_ROWS} 行` } });
      }
      return [...rows, next];
    },
    now,
  );
  return { row: next, revision };
}

export async function removeRow(
  kind: ListKind,
  actor: Actor,
  rowId: string,
  rev: number,
  now: Date,
): Promise<{ revision: number }> {
  await requireEditor(actor);
  const { revision } = await changeDraft(
    kind,
    (rows) => {
      const seen = requireSeen(rows, rowId, rev);
      if (!seen) throw new AppError('NOT_FOUND', { detail: `no row ${rowId}` });
      return rows.filter((each) => each !== seen);
    },
    now,
  );
  return { revision };
}
