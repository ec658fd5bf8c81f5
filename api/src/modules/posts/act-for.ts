import { MOST_ACTING_DAYS } from '@gongzhi/shared/posts/rules';
import type { ActingInput, PostView } from '@gongzhi/shared/posts/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { accountNames } from '../identity/accounts.queries';
import { makePost } from './appoint';
import { requireManaged } from './managed-post';
import { PostModel, type PostRecord } from './post.model';
import { scopeOf, viewPost } from './post.view';

/**
 * Somebody stands in for the holder of a post for a time. Both have its rights, each for their own term; what the
 * substitute does says for whom.
 */
export async function actFor(actor: Actor, postId: string, input: ActingInput, now: Date): Promise<PostView> {
  const post = await requireManaged(actor, postId);
  if (post.endedAt || post.actingFor)
    throw new AppError('CONFLICT', { detail: `post ${postId} is not held` });
  const from = input.from ? new Date(input.from) : now;
  const until = new Date(input.until);
  requireTerm(post, input.accountId, from, until);
  const twice = await PostModel.find({ 'actingFor.postId': post._id, endedAt: null }).lean<PostRecord[]>();
  if (twice.some((other) => other.from < until && (other.until === null || other.until > from))) {
    throw new AppError('POST_OVERLAPS', { detail: `somebody acts for ${postId} already` });
  }
  const holder = (await accountNames([String(post.accountId)])).get(String(post.accountId)) ?? '';
  const acting = await makePost(
    {
      accountId: input.accountId,
      role: post.role,
      scope: scopeOf(post),
      title: `${post.title}（代）`.slice(0, 40),
      from: from.toISOString(),
      until: until.toISOString(),
    },
    { accountId: actor.accountId, name: actor.name },
    now,
    { postId: post._id, accountId: new mongoose.Types.ObjectId(String(post.accountId)), name: holder },
  );
  return viewPost(acting);
}

function requireTerm(post: PostRecord, accountId: string, from: Date, until: Date): void {
  const wrong = (field: string, message: string) =>
    new AppError('VALIDATION_FAILED', { fields: { [field]: message } });
  if (String(post.accountId) === accountId) throw wrong('accountId', '代理的要是另一个人');
  if (until.getTime() - from.getTime() > MOST_ACTING_DAYS * DAY_MS) throw wrong('until', '代理最多一年');
  if (from < post.from) throw wrong('from', '代理不能早于岗位开始');
  if (post.until && until > post.until) throw wrong('until', '代理不能超过岗位的任期');
}
