import { mostCounted } from '@gongzhi/shared/issues/contract';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { IssueModel, type IssueRecord } from './issue.model';
import { type Filter, type ListFilter, type ListPart, listParts } from './issue-lists';
import { nextStretch, type Words, wordsOf } from './search-issues';

const ENOUGH = mostCounted + 1;
/** Where people in post decide what belongs to a list, so many cases are looked at; beyond that nobody is told a figure. */
const MOST_READ = 300;
/** What deciding that needs of a case. */
const fields = { kind: 1, placeIds: 1, handledBy: 1 } as const;

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
  const [only, ...others] = parts;
  if (!only) return 0;
  // A single part that its index alone decides needs no case to be read.
  if (!only.keep && others.length === 0) {
    return IssueModel.countDocuments(withWords(only.filter, words)).limit(ENOUGH);
  }
  // Parts may share cases, so these are told apart by their ids; what is cheap to find comes first.
  const ids = new Set<string>();
  for (const part of [...parts].sort((a, b) => Number(Boolean(a.keep)) - Number(Boolean(b.keep)))) {
    for (const id of await idsIn(part, words, now)) ids.add(id);
    if (ids.size >= ENOUGH) return ENOUGH;
  }
  return ids.size;
}

async function idsIn({ filter, keep }: ListPart, words: Filter, now: Date): Promise<string[]> {
  const found = await IssueModel.find(withWords(filter, words), fields)
    .limit(keep ? MOST_READ : ENOUGH)
    .lean<IssueRecord[]>();
  const kept = keep ? found.filter(await keep(found, now)) : found;
  if (keep && found.length === MOST_READ && kept.length < ENOUGH) {
    throw new AppError('TOO_MANY_RESULTS', { detail: `more than ${MOST_READ} cases to look at` });
  }
  return kept.map(({ _id }) => String(_id));
}

async function filterOf(words: Words): Promise<Filter | null> {
  return (await nextStretch(words, undefined, words.stretches[0] ?? 0)).filter;
}

function withWords(filter: Filter, words: Filter): Filter {
  return Object.keys(words).length > 0 ? { $and: [filter, words] } : filter;
}
