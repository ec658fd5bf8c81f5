import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { PostModel, type PostRecord } from './post.model';
import { canManagePost } from './post.policy';
import { scopeOf } from './post.view';
import { scopeOrder } from './scope';

/** A post that this person may end, hand over or have somebody act for. */
export async function requireManaged(actor: Actor, postId: string): Promise<PostRecord> {
  const post = await PostModel.findById(postId).lean<PostRecord>();
  if (!post) throw new AppError('NOT_FOUND', { detail: `no post ${postId}` });
  const scope = scopeOf(post);
  const within = await scopeOrder([scope, ...actor.posts.map((held) => held.scope)]);
  if (!canManagePost(actor, { role: post.role, scope }, within)) {
    throw new AppError('FORBIDDEN', { detail: `post ${postId}` });
  }
  return post;
}
