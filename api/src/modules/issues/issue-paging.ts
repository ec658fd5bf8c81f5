import mongoose, { type Types } from 'mongoose';
import { AppError } from '../../http/errors';
import type { IssueRecord } from './issue.model';
import type { ListFilter } from './issue-lists';

type Order = ListFilter['order'];
type Ordered = Pick<IssueRecord, '_id' | 'dueSort'>;

/** Where a page ended: pages continue by key, so nothing is skipped or shown twice when cases come in between. */
export interface Cursor {
  dueSort: Date | null;
  id: Types.ObjectId;
}

export function writeCursor({ _id, dueSort }: Ordered, order: Order): string {
  const parts = order === 'due' ? [String(_id), dueSort.getTime()] : [String(_id)];
  return Buffer.from(parts.join('.')).toString('base64url');
}

export function readCursor(text: string, order: Order): Cursor {
  const [id = '', time] = Buffer.from(text, 'base64url').toString().split('.');
  const dueSort = order === 'due' ? new Date(Number(time ?? Number.NaN)) : null;
  if (!/^[0-9a-f]{24}$/.test(id) || (dueSort && Number.isNaN(dueSort.getTime()))) {
    throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
  }
  return { id: new mongoose.Types.ObjectId(id), dueSort };
}

/** The database's sort of an order, and what lies beyond a cursor in it. */
export function sortKey(
  order: Order,
  after: Cursor | null,
): { sort: Record<string, 1 | -1>; beyond: Record<string, unknown> } {
  if (order === 'newest') {
    const beyond: Record<string, unknown> = after ? { _id: { $lt: after.id } } : {};
    return { sort: { _id: -1 }, beyond };
  }
  const beyond: Record<string, unknown> = after
    ? {
        // The first line bounds the index, the second takes the tie apart.
        dueSort: { $gte: after.dueSort },
        $or: [{ dueSort: { $gt: after.dueSort } }, { _id: { $gt: after.id } }],
      }
    : {};
  return { sort: { dueSort: 1, _id: 1 }, beyond };
}

/** The same order in memory, for merging. */
export function isBefore(a: Ordered, b: Ordered, order: Order): boolean {
  if (order === 'newest') return String(a._id) > String(b._id);
  const difference = a.dueSort.getTime() - b.dueSort.getTime();
  return difference < 0 || (difference === 0 && String(a._id) < String(b._id));
}
