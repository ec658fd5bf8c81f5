import type { HandOverInput, PostView } from '@gongzhi/shared/posts/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { accountExists, accountNames } from '../identity/accounts.queries';
import { openWorkIn } from '../issues/open-work.queries';
import { makeRoom } from './appoint';
import { closePost } from './close-post';
import { requireManaged } from './managed-post';
import { PostModel, type PostRecord } from './post.model';
import { scopeOf, viewPost } from './post.view';

/**
 * One person leaves a post and another takes it over, in one write on the old post that carries the new one. What is
 * open stays with the place or unit, so it is the successor's from this moment; how much it was is written down.
 */
export async function handOver(
  actor: Actor,
  postId: string,
  { accountId, title, until, note }: HandOverInput,
  now: Date,
): Promise<{ ended: PostView; begun: PostView }> {
  const post = await requireManaged(actor, postId);
  if (post.endedAt || post.actingFor)
    throw new AppError('CONFLICT', { detail: `post ${postId} is not held` });
  if (String(post.accountId) === accountId) {
    throw new AppError('VALIDATION_FAILED', { fields: { accountId: '接任的要是另一个人' } });
  }
  const end = until === undefined ? post.until : until ? new Date(until) : null;
  if (end && end <= now) throw new AppError('VALIDATION_FAILED', { fields: { until: '结束要晚于现在' } });
  if (!(await accountExists(accountId)))
    throw new AppError('NOT_FOUND', { detail: `no account ${accountId}` });
  const scope = scopeOf(post);
  const slot = `${accountId}:${post.role}:${scope.id}`;
  await makeRoom({ accountId, role: post.role, scope }, slot, now, end);
  const names = await accountNames([accountId, String(post.accountId)]);
  const toPostId = new mongoose.Types.ObjectId();
  const ended = await closePost(
    post._id,
    {
      why: '交接',
      by: actor.accountId,
      handover: {
        toPostId,
        toAccountId: new mongoose.Types.ObjectId(accountId),
        toName: names.get(accountId) ?? '',
        fromName: names.get(String(post.accountId)) ?? '',
        title: title ?? post.title,
        until: end,
        note,
        open: await openWorkIn(scope),
        by: { accountId: new mongoose.Types.ObjectId(actor.accountId), name: actor.name },
      },
    },
    now,
  );
  if (!ended) throw new AppError('CONFLICT', { detail: `post ${postId} had ended before` });
  const begun = await PostModel.findById(toPostId).lean<PostRecord>();
  // Appointed to the same post at the same moment: that appointment is the successor.
  if (!begun) throw new AppError('POST_OVERLAPS', { detail: slot });
  return { ended: await viewPost(ended), begun: await viewPost(begun) };
}
