import { type Verifier, verifierOf } from '@gongzhi/shared/issues/rules';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import { type Post, postsInScope } from '../posts/posts.queries';
import type { IssueRecord } from './issue.model';

/** Those who answer for a street or a river check what was done there. */
export const chiefRoles: readonly PostRole[] = ['chief', 'river_chief'];
export const checkingRoles: readonly PostRole[] = ['grid_worker', ...chiefRoles];

type Handled = Pick<IssueRecord, 'kind' | 'placeIds' | 'handledBy'>;

/** Whose check it is, given who is in post where. Somebody who did the handling does not count as in post. */
export type VerifierFinder = (issue: Handled) => Verifier;

/** The same, from the posts of grid workers and chiefs. */
export function verifierAmong(posts: readonly Pick<Post, 'role' | 'scope' | 'accountId'>[]): VerifierFinder {
  const holders = (wanted: (role: PostRole) => boolean) => {
    const byPlace = new Map<string, string[]>();
    for (const { role, scope, accountId } of posts) {
      if (wanted(role)) byPlace.set(scope.id, [...(byPlace.get(scope.id) ?? []), accountId]);
    }
    return byPlace;
  };
  const grid = holders((role) => role === 'grid_worker');
  const chief = holders((role) => chiefRoles.includes(role));
  const anybody = (among: typeof grid, { placeIds, handledBy }: Handled) =>
    placeIds.some((id) => among.get(String(id))?.some((account) => account !== String(handledBy)));
  return (issue) => verifierOf({ grid: anybody(grid, issue), chief: anybody(chief, issue) });
}

/** Looks up the grid workers and chiefs of some cases at once. */
export async function verifiersFor(issues: readonly Handled[], now: Date): Promise<VerifierFinder> {
  const placeIds = [...new Set(issues.flatMap((issue) => issue.placeIds.map(String)))];
  return verifierAmong(placeIds.length > 0 ? await postsInScope(checkingRoles, placeIds, now) : []);
}

export async function verifierFor(issue: Handled, now: Date): Promise<Verifier> {
  return (await verifiersFor([issue], now))(issue);
}

/** In whose list a handled case belongs: an answered suggestion is not checked on site, it waits for the desk. */
export function listVerifier(issue: Handled, find: VerifierFinder): Verifier {
  return issue.kind === 'suggestion' ? 'dispatcher' : find(issue);
}
