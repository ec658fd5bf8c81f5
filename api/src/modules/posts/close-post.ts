import mongoose from 'mongoose';
import { revokeSessionsOf } from '../identity/sessions';
import { type Handover, PostModel, type PostRecord } from './post.model';

const isDuplicate = (error: unknown) =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

interface Closing {
  why: string | null;
  by: string | null;
  handover?: Handover;
}

/**
 * Ends a post for good: one guarded write decides, and carries all that follows from it. Null when it had ended
 * before. What follows (the successor, those who acted for it, the sign-ins) is done right away, and by the worker
 * when the program stopped in between.
 */
export async function closePost(
  id: mongoose.Types.ObjectId,
  { why, by, handover }: Closing,
  now: Date,
): Promise<PostRecord | null> {
  const ended = await PostModel.findOneAndUpdate(
    { _id: id, endedAt: null },
    {
      $set: {
        endedAt: now,
        endedWhy: why,
        endedBy: by && new mongoose.Types.ObjectId(by),
        ...(handover && { handover }),
        unfinished: true,
      },
      $unset: { slot: '' },
    },
    { returnDocument: 'after' },
  ).lean<PostRecord>();
  if (ended) await finishClosing(ended, now);
  return ended;
}

/** Everything that follows from the end of a post. Doing it again changes nothing more. */
async function finishClosing(ended: PostRecord, now: Date): Promise<void> {
  if (ended.handover) await beginSuccessor(ended, ended.handover);
  const actings = await PostModel.find({ 'actingFor.postId': ended._id, endedAt: null }).lean<PostRecord[]>();
  for (const { _id } of actings) {
    await closePost(_id, { why: '所代理的岗位已卸任', by: ended.endedBy && String(ended.endedBy) }, now);
  }
  await revokeSessionsOf(String(ended.accountId), 'a post was left', now);
  await PostModel.updateOne({ _id: ended._id }, { $unset: { unfinished: '' } });
}

async function beginSuccessor(ended: PostRecord, handover: Handover): Promise<void> {
  const { toPostId, toAccountId, title, until, by } = handover;
  const begunAt = ended.endedAt as Date;
  const slot = `${toAccountId}:${ended.role}:${ended.scopeId}`;
  try {
    await PostModel.create({
      _id: toPostId,
      schemaVersion: 1,
      accountId: toAccountId,
      role: ended.role,
      scopeKind: ended.scopeKind,
      scopeId: ended.scopeId,
      title,
      from: begunAt,
      until,
      appointedBy: by,
      slot,
      takenFrom: { postId: ended._id, accountId: ended.accountId, name: handover.fromName },
      createdAt: begunAt,
    });
  } catch (error) {
    // Made before, or appointed to the very same post meanwhile: somebody has it either way.
    if (!isDuplicate(error)) throw error;
  }
}

/** For the worker: ends what was broken off half-way. */
export async function finishClosings(now: Date): Promise<number> {
  const broken = await PostModel.find({ unfinished: true }).limit(100).lean<PostRecord[]>();
  for (const ended of broken) await finishClosing(ended, now);
  return broken.length;
}
