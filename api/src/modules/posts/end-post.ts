import type { PostView } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { accountNames } from '../identity/accounts.queries';
import { revokeSessionsOf } from '../identity/sessions';
import { PostModel, type PostRecord } from './post.model';
import { canManagePost } from './post.policy';
import { postViews, scopeOf } from './post.view';
import { scopeOrder } from './scope';

/** Ends a post for good. Its holder's sign-ins end with it, so that nothing goes on under rights that are gone. */
export async function endPost(
  actor: Actor,
  postId: string,
  { why }: { why?: string },
  now: Date,
): Promise<PostView> {
  const post = await PostModel.findById(postId).lean<PostRecord>();
  if (!post) throw new AppError('NOT_FOUND', { detail: `no post ${postId}` });
  const scope = scopeOf(post);
  const within = await scopeOrder([scope, ...actor.posts.map((held) => held.scope)]);
  if (!canManagePost(actor, { role: post.role, scope }, within)) throw new AppError('FORBIDDEN');
  const ended = await PostModel.findOneAndUpdate(
    { _id: post._id, endedAt: null },
    {
      $set: { endedAt: now, endedWhy: why || null, endedBy: actor.accountId },
      $unset: { slot: '' },
    },
    { returnDocument: 'after' },
  ).lean<PostRecord>();
  if (!ended) throw new AppError('CONFLICT', { detail: `post ${postId} had ended before` });
  await revokeSessionsOf(String(ended.accountId), 'a post was left', now);
  const [view] = await postViews([ended], await accountNames([String(ended.accountId)]));
  return view as PostView;
}
