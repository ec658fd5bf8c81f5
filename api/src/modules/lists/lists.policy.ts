import type { PostScope } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';

/** A list is the whole district's, so it is written by who has the whole of it: the bureau and the administrator. */
export function canEditLists(actor: Actor | null, isWholeDistrict: (scope: PostScope) => boolean): boolean {
  return (
    actor?.posts.some(
      ({ role, scope }) => role === 'administrator' || (role === 'bureau_officer' && isWholeDistrict(scope)),
    ) ?? false
  );
}

/** Looking up what nobody answers for, and the grid list with names: whoever works for the bureau or the centre. */
export function canReadLists(actor: Actor): boolean {
  return actor.posts.some(({ role }) => ['administrator', 'bureau_officer', 'dispatcher'].includes(role));
}
