import type { QueryOf } from '@gongzhi/shared/contract';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import type { IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { loadVisible } from './apply-command';
import { abilitiesInList } from './decision-context';
import { checkIndex, IssueModel, type IssueRecord } from './issue.model';
import { cardFields, viewCard } from './issue.view';
import { type Filter, type ListFilter, listParts } from './issue-lists';
import { type Cursor, isBefore, readCursor, sortKey, writeCursor } from './issue-paging';
import { readerFor } from './issue-readers';
import { presentIssue } from './present-issue';
import { nextStretch, wordsOf } from './search-issues';

export async function readIssue(actor: Actor | null, issueId: string): Promise<IssueDetail> {
  const { issue } = await loadVisible(actor, issueId);
  return presentIssue(issue, actor);
}

type ListQuery = QueryOf<typeof issueContracts.list>;

export async function listIssues(
  actor: Actor | null,
  { cursor, limit, ...filter }: ListQuery,
): Promise<{ items: IssueCard[]; next: string | null }> {
  const page = await findIssues(actor, filter, limit, cursor ? readCursor(cursor, filter.order) : null);
  const reader = await readerFor(actor, page.issues, clock.now());
  const cards = page.issues.map((issue) => viewCard(issue, reader));
  if (filter.view !== 'work' && filter.view !== 'scope') return { items: cards, next: page.next };
  const abilities = await abilitiesInList(reader, page.issues);
  const items = page.issues.map((issue, at) => ({
    ...(cards[at] as IssueCard),
    abilities: abilities(issue),
  }));
  return { items, next: page.next };
}

/** One page of a view as records, each part of the view read by its own index and merged in the list's order. */
export async function findIssues(
  actor: Actor | null,
  filter: ListFilter,
  limit: number,
  after: Cursor | null,
): Promise<{ issues: IssueRecord[]; next: string | null }> {
  const now = clock.now();
  const parts = listParts(filter, actor, now);
  const words = await wordsOf(filter);
  if (words === null) return { issues: [], next: null };
  const read = async (from: Cursor | null, met?: Filter) => {
    const pages = await Promise.all(parts.map((part) => readPart(part, filter.order, limit + 1, from, met)));
    return merged(pages, filter.order);
  };
  if (!words) return pageOf(await read(after), limit, filter.order);
  const found: IssueRecord[] = [];
  let from = after;
  for (const length of words.stretches) {
    const inOrder = filter.order === 'newest';
    const { filter: met, end } = await nextStretch(words, inOrder ? from?.id : undefined, length);
    if (met) found.push(...(await read(from, met)));
    if (!inOrder || !end || found.length > limit) return pageOf(found, limit, filter.order);
    from = { dueSort: null, id: end };
  }
  // Nobody goes on reading a page on which nothing is.
  if (found.length === 0 && !after) {
    throw new AppError('TOO_MANY_RESULTS', { detail: 'the words hardly ever meet' });
  }
  return { issues: found, next: from && writeCursor({ _id: from.id, dueSort: now }, filter.order) };
}

function merged(pages: readonly IssueRecord[][], order: ListFilter['order']): IssueRecord[] {
  const once = new Map(pages.flat().map((issue) => [String(issue._id), issue]));
  return [...once.values()].sort((a, b) => (isBefore(a, b, order) ? -1 : 1));
}

function pageOf(found: readonly IssueRecord[], limit: number, order: ListFilter['order']) {
  const issues = found.slice(0, limit);
  const last = issues.at(-1);
  return { issues, next: last && found.length > limit ? writeCursor(last, order) : null };
}

/** Up to `most` cases of one part. */
function readPart(
  part: Filter,
  order: ListFilter['order'],
  most: number,
  after: Cursor | null,
  words?: Filter,
): Promise<IssueRecord[]> {
  const { sort, beyond } = sortKey(order, after);
  const clauses = [...(words ? [words] : []), beyond].filter((clause) => Object.keys(clause).length > 0);
  const filter = clauses.length > 0 ? { $and: [part, ...clauses] } : part;
  const query = IssueModel.find(filter, cardFields).sort(sort).limit(most);
  if (words) query.hint({ _id: 1 });
  else if ('verifier' in part) query.hint(checkIndex[order]);
  return query.lean<IssueRecord[]>().exec();
}
