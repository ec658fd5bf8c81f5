import type { PostRole } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import type { ScopeWithin } from '../posts/post.policy';

/** Who walks the street and may put right what a table of fields marks as theirs. */
const walking: readonly PostRole[] = ['chief', 'river_chief', 'grid_worker', 'building_head'];

export interface PlaceRights {
  /** Everything about the place. */
  edit: boolean;
  /** The own fields marked for it, and pictures. */
  correct: boolean;
  history: boolean;
}

/**
 * What somebody may do with a place. `areaIds` are the areas it stands in, for an area itself: administrators
 * everywhere, officers of the bureau in their area, whoever walks the street in theirs.
 */
export function placeRights(
  actor: Actor | null,
  areaIds: readonly string[],
  within: ScopeWithin,
): PlaceRights {
  const posts = actor?.posts ?? [];
  const reaches = (role: PostRole) =>
    posts.some(
      (post) => post.role === role && areaIds.some((id) => within({ kind: 'place', id }, post.scope)),
    );
  const edit = posts.some(({ role }) => role === 'administrator') || reaches('bureau_officer');
  return { edit, correct: edit || walking.some(reaches), history: posts.length > 0 };
}
