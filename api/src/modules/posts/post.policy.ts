import type { PostRole, PostScope } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';

/** What a bureau officer may appoint; the desks of the bureau itself are the administrators'. */
const byBureauOfficer: readonly PostRole[] = [
  'chief',
  'river_chief',
  'building_head',
  'grid_worker',
  'unit_officer',
  'firm_officer',
  'shopkeeper',
  'deputy',
];

/** Whether one scope lies in another; answered from the places and organisations by the caller. */
export type ScopeWithin = (inner: PostScope, outer: PostScope) => boolean;

/** Appointing to and ending a post. */
export function canManagePost(
  actor: Actor,
  post: { role: PostRole; scope: PostScope },
  within: ScopeWithin,
): boolean {
  return actor.posts.some(
    ({ role, scope }) =>
      role === 'administrator' ||
      (role === 'bureau_officer' && byBureauOfficer.includes(post.role) && within(post.scope, scope)),
  );
}

/** Reading who is in which post: the bureau and the command centre; everybody their own. */
export function canListPosts(actor: Actor, accountId: string | undefined): boolean {
  return (
    accountId === actor.accountId ||
    actor.posts.some(({ role }) => ['administrator', 'bureau_officer', 'dispatcher'].includes(role))
  );
}
