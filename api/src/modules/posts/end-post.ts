import type { PostView } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { closePost } from './close-post';
import { requireManaged } from './managed-post';
import { viewPost } from './post.view';

/** Ends a post for good. Its holder's sign-ins end with it, so that nothing goes on under rights that are gone. */
export async function endPost(
  actor: Actor,
  postId: string,
  { why }: { why?: string },
  now: Date,
): Promise<PostView> {
  const post = await requireManaged(actor, postId);
  const ended = await closePost(post._id, { why: why || null, by: actor.accountId }, now);
  if (!ended) throw new AppError('CONFLICT', { detail: `post ${postId} had ended before` });
  return viewPost(ended);
}
