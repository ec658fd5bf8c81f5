import { mostCounted } from '@gongzhi/shared/issues/contract';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { IssueModel, type IssueRecord } from './issue.model';
import { type Filter, type ListFilter, listParts } from './issue-lists';
import { nextStretch, type Words, wordsOf } from './search-issues';

const ENOUGH = mostCounted + 1;

/** How many cases are in each of these lists, up to one more than is counted; null for a list that cannot be counted. */
export async function countIssues(actor: Actor, lists: readonly ListFilter[]): Promise<(number | null)[]> {
  return Promise.all(
    lists.map((list) =>
      countList(actor, list).catch((error: unknown) => {
        if (error instanceof AppError && ['FORBIDDEN', 'TOO_MANY_RESULTS'].includes(error.code)) return null;
        throw error;
      }),
    ),
  );
}

async function countList(actor: Actor, list: ListFilter): Promise<number> {
  const now = clock.now();
  const parts = listParts(list, actor, now);
  const asked = await wordsOf({ ...list, order: 'due' });
  if (asked === null) return 0;
  const words = asked ? await filterOf(asked) : {};
  if (!words) return 0;
  const [only, ...others] = parts.map((part) => withWords(part, words));
  if (!only) return 0;
  // A single part is counted by its index, without reading a case.
  if (others.length === 0) return IssueModel.countDocuments(only).limit(ENOUGH);
  // Parts may share cases, so these are told apart by their ids.
  const found = await Promise.all([only, ...others].map(idsIn));
  return Math.min(new Set(found.flat()).size, ENOUGH);
}

async function idsIn(part: Filter): Promise<string[]> {
  const found = await IssueModel.find(part, { _id: 1 }).limit(ENOUGH).lean<Pick<IssueRecord, '_id'>[]>();
  return found.map(({ _id }) => String(_id));
}

async function filterOf(words: Words): Promise<Filter | null> {
  return (await nextStretch(words, undefined, words.stretches[0] ?? 0)).filter;
}

function withWords(filter: Filter, words: Filter): Filter {
  return Object.keys(words).length > 0 ? { $and: [filter, words] } : filter;
}
