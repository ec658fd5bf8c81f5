import { type Verifier, verifierOf } from '@gongzhi/shared/issues/rules';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import { postsInScope } from '../posts/posts.queries';
import type { IssueRecord } from './issue.model';

/** Those who answer for a street or a river check what was done there. */
export const chiefRoles: readonly PostRole[] = ['chief', 'river_chief'];

type Handled = Pick<IssueRecord, 'placeIds' | 'handledBy'>;

/** Whose check it is, given who is in post where. Somebody who did the handling does not count as in post. */
export type VerifierFinder = (issue: Handled) => Verifier;

/** Looks up the grid workers and chiefs of some cases at once. */
export async function verifiersFor(issues: readonly Handled[], now: Date): Promise<VerifierFinder> {
  const placeIds = [...new Set(issues.flatMap((issue) => issue.placeIds.map(String)))];
  if (placeIds.length === 0) return () => verifierOf({ grid: false, chief: false });
  const [grid, chief] = await Promise.all([
    postsInScope('grid_worker', placeIds, now),
    postsInScope(chiefRoles, placeIds, now),
  ]);
  const anybody = (posts: typeof grid, issue: Handled) => {
    const places = new Set(issue.placeIds.map(String));
    return posts.some(
      ({ scope, accountId }) => places.has(scope.id) && accountId !== String(issue.handledBy),
    );
  };
  return (issue) => verifierOf({ grid: anybody(grid, issue), chief: anybody(chief, issue) });
}

export async function verifierFor(issue: Handled, now: Date): Promise<Verifier> {
  return (await verifiersFor([issue], now))(issue);
}
