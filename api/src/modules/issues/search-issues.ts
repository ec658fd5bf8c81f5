import { parseIssueNumber } from '@gongzhi/shared/issues/number';
import type { Types } from 'mongoose';
import { AppError } from '../../http/errors';
import { rarestFirst } from '../../platform/rarest-first';
import { IssueModel, type IssueRecord } from './issue.model';
import type { Filter, ListFilter } from './issue-lists';
import { queryTokens } from './issue-tokens';

/** A word in more cases than this is common: newest first they are read a stretch at a time, see `STRETCHES`. */
const COMMON = 1000;
/** In another order all cases with the rarest word are read; with more the reader is asked to narrow it down. */
const MOST_SORTED = 5000;

/** What a list's words ask of the database. */
export interface Words {
  filter: Filter;
  /** Set when even the rarest word is common, and only for the newest first. */
  common: Filter | null;
}

/** How a list finds its words; null when nothing can be found. */
export async function wordsOf({ q, view, order }: ListFilter): Promise<Words | null> {
  if (!q || parseIssueNumber(q)) return { filter: {}, common: null };
  const field = view === 'public' ? 'publicTokens' : 'tokens';
  const tokens = queryTokens(q);
  // A single character says too little to look for.
  if (tokens.length === 0) throw new AppError('TOO_MANY_RESULTS', { detail: 'no token in the question' });
  const most = order === 'newest' ? COMMON : MOST_SORTED;
  const counted = await rarestFirst(
    tokens,
    (token, end) =>
      IssueModel.countDocuments({ [field]: token })
        .limit(end)
        .exec(),
    most,
  );
  const [rarest, ...others] = counted;
  if (!rarest || rarest.count === 0) return null;
  if (rarest.count > MOST_SORTED) throw new AppError('TOO_MANY_RESULTS', { detail: rarest.token });
  const rest = others.map(({ token }) => token);
  const first = { [field]: rarest.token };
  return {
    filter: rest.length > 0 ? { ...first, $and: [{ [field]: { $all: rest } }] } : first,
    common: rarest.count > COMMON && order === 'newest' ? first : null,
  };
}

/**
 * So many cases with a common word are looked at, the newest first, one stretch after the other until a page is full:
 * two common words that hardly ever meet cost no more than this.
 */
export const STRETCHES = [500, 2000, 8000];

/** The last case of a stretch of those with a common word; null when fewer are left. */
export async function endOfStretch(
  { common }: Words,
  after: Types.ObjectId | undefined,
  length: number,
): Promise<Types.ObjectId | null> {
  if (!common) return null;
  const [end] = await IssueModel.find({ ...common, ...(after && { _id: { $lt: after } }) }, { _id: 1 })
    .sort({ _id: -1 })
    .skip(length)
    .limit(1)
    .lean<Pick<IssueRecord, '_id'>[]>();
  return end?._id ?? null;
}
