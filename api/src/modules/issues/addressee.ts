import { addressableRoles } from '@gongzhi/shared/posts/rules';
import { cardOf } from '../posts/post-card';
import { heldPost } from '../posts/posts.queries';
import type { IssueRecord } from './issue.model';

/**
 * The post a report is addressed to: one the public knows, held now, of a place the report lies in. Otherwise null: a
 * report is taken without it rather than lost over it.
 */
export async function addresseeOf(
  postId: string | undefined,
  placeIds: readonly string[],
  now: Date,
): Promise<NonNullable<IssueRecord['addressedTo']> | null> {
  if (!postId) return null;
  const post = (await heldPost(postId, now)).find(({ _id }) => String(_id) === postId);
  if (!post || post.actingFor || !addressableRoles.includes(post.role) || !cardOf(post).published)
    return null;
  const placeId = String(post.scopeId);
  return post.scopeKind === 'place' && placeIds.includes(placeId)
    ? { postId, role: post.role, placeId }
    : null;
}

/** What who reported is told, when it could not go to whom they meant. */
export function addresseeWarnings(
  meant: string | undefined,
  { addressedTo }: Pick<IssueRecord, 'addressedTo'>,
): string[] {
  return meant && !addressedTo ? ['您指名的人现在不负责这个位置，已照常报给指挥中心'] : [];
}
