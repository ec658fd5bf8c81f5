import { parseIssueNumber } from '@gongzhi/shared/issues/number';
import type { Types } from 'mongoose';
import { AppError } from '../../http/errors';
import { rarestFirst } from '../../platform/rarest-first';
import { IssueModel, type IssueRecord, publicWordIndex, wordIndex } from './issue.model';
import type { Filter, ListFilter } from './issue-lists';
import { queryTokens } from './issue-tokens';

/** So few cases are read themselves, to see whether they have the other words: mostly they do. */
const FEW = 60;
/**
 * Newest first so many cases with the rarest word are looked at, one stretch after the other until a page is full.
 * Words mostly go together or are rare: the first stretch is read without asking any further. When that was not enough
 * they hardly ever meet, and a case is read only once the index says that it has them all.
 */
const STRETCHES = [FEW, 600, 2000, 2000, 2000, 2000];
/**
 * In another order all cases with the rarest word are looked at; with more the reader is asked to narrow it down. No
 * more than a stretch: the embedded store takes seconds to look up five thousand ids in one question.
 */
const MOST_SORTED = 2000;

/** Far enough to tell the rarer word. */
const COUNTED = 1000;

/** The words of a question, the rarest first, and how many cases are looked at for a page. */
export interface Words {
  field: 'tokens' | 'publicTokens';
  tokens: readonly string[];
  stretches: readonly number[];
}

/** What a list's words ask for: undefined when there are none, null when one of them is in no case. */
export async function wordsOf({ q, view, order }: ListFilter): Promise<Words | null | undefined> {
  if (!q || parseIssueNumber(q)) return undefined;
  const field = view === 'public' ? 'publicTokens' : 'tokens';
  const asked = queryTokens(q);
  // A single character says too little to look for.
  if (asked.length === 0) throw new AppError('TOO_MANY_RESULTS', { detail: 'no token in the question' });
  // Alone it needs no comparison; whether any case has it shows when the first are looked for.
  if (order === 'newest' && asked.length === 1) return { field, tokens: asked, stretches: STRETCHES };
  const most = order === 'newest' ? COUNTED : MOST_SORTED;
  const counted = await rarestFirst(
    asked,
    (token, end) =>
      IssueModel.countDocuments({ [field]: token })
        .limit(end)
        .exec(),
    most,
  );
  const rarest = counted[0]?.count ?? 0;
  if (rarest === 0) return null;
  if (order !== 'newest' && rarest > MOST_SORTED) {
    throw new AppError('TOO_MANY_RESULTS', { detail: `more than ${MOST_SORTED} cases` });
  }
  const stretches = order === 'newest' ? STRETCHES : [MOST_SORTED];
  return { field, tokens: counted.map(({ token }) => token), stretches };
}

export interface Stretch {
  /** What finds the cases with all words among those looked at; null when none can have them. */
  filter: Filter | null;
  /** Where it ends; null when there is nothing beyond. */
  end: Types.ObjectId | null;
}

/**
 * Which cases of the next stretch have all words: in the index of words those with the rarest one, and of them, unless
 * they are few, those that have each other one. Only ids are asked for.
 */
export async function nextStretch(
  { field, tokens: [rarest = '', ...others] }: Words,
  after: Types.ObjectId | undefined,
  length: number,
): Promise<Stretch> {
  let ids = await idsWith(field, rarest, after && { $lt: after }, length);
  const end = ids.length === length ? (ids.at(-1) ?? null) : null;
  const left = [...others];
  while (length > FEW && ids.length > 0 && left.length > 0) {
    ids = await idsWith(field, left.shift() ?? '', { $in: ids }, ids.length);
  }
  if (ids.length === 0) return { filter: null, end };
  return { filter: { _id: { $in: ids }, ...(left.length > 0 && { [field]: { $all: left } }) }, end };
}

async function idsWith(
  field: Words['field'],
  token: string,
  _id: { $lt: Types.ObjectId } | { $in: Types.ObjectId[] } | undefined,
  most: number,
): Promise<Types.ObjectId[]> {
  const found = await IssueModel.find({ [field]: token, ...(_id && { _id }) }, { _id: 1 })
    .hint(field === 'tokens' ? wordIndex : publicWordIndex)
    .sort({ _id: -1 })
    .limit(most)
    .batchSize(most)
    .lean<Pick<IssueRecord, '_id'>[]>();
  return found.map(({ _id }) => _id);
}
