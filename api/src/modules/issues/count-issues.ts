import { mostCounted } from '@gongzhi/shared/issues/contract';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { IssueModel } from './issue.model';
import { type ListFilter, listParts } from './issue-lists';
import { findIssues } from './issues.queries';
import { wordFilter } from './search-issues';

/** How many cases are in each of these lists, up to one more than is counted; null for a list that cannot be read. */
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
  const [part, ...others] = listParts(list, actor, clock.now());
  if (!part) return 0;
  // Parts that may share cases, or where people in post decide, are read; any other is counted by its index alone.
  if (part.keep || others.length > 0) {
    const { issues, next } = await findIssues(actor, list, mostCounted, null);
    return next ? mostCounted + 1 : issues.length;
  }
  const words = await wordFilter(list);
  if (!words) return 0;
  const filter = Object.keys(words).length > 0 ? { $and: [part.filter, words] } : part.filter;
  return IssueModel.countDocuments(filter).limit(mostCounted + 1);
}
