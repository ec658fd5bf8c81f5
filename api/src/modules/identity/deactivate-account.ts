import { AppError } from '../../http/errors';
import { endPostsOf } from '../posts/end-posts-of';
import type { PostRecord } from '../posts/post.model';
import { type AccountKind, AccountModel, type AccountRecord } from './account.model';
import { revokeSessionsOf } from './sessions';

interface Deactivation {
  why: string;
  by: string | null;
  /** Only an account of this kind. */
  kind?: AccountKind;
}

/**
 * Puts an account out of use: one guarded write decides, and nobody signs in with it from then on. The sign-ins and
 * posts end right after; the worker sees to it when the program stopped in between.
 */
export async function deactivateAccount(
  accountId: string,
  { why, by, kind }: Deactivation,
  now: Date,
): Promise<{ account: AccountRecord; ended: PostRecord[] }> {
  if (accountId === by) throw new AppError('CONFLICT', { detail: 'nobody disables themselves' });
  const which = { _id: accountId, ...(kind && { kind }) };
  const account = await AccountModel.findOneAndUpdate(
    { ...which, disabledAt: null },
    {
      $set: { disabledAt: now, disabledWhy: why, updatedAt: now, leaving: true },
      $unset: { linkHash: '', linkExpiresAt: '' },
    },
    { returnDocument: 'after' },
  ).lean<AccountRecord>();
  if (!account) {
    const known = await AccountModel.exists(which);
    throw new AppError(known ? 'CONFLICT' : 'NOT_FOUND', { detail: accountId });
  }
  return { account, ended: await finishLeaving(account, by, now) };
}

async function finishLeaving(
  { _id, disabledWhy }: AccountRecord,
  by: string | null,
  now: Date,
): Promise<PostRecord[]> {
  const accountId = String(_id);
  await revokeSessionsOf(accountId, 'the account was disabled', now);
  const ended = await endPostsOf(accountId, { why: disabledWhy || '账号停用', by }, now);
  await AccountModel.updateOne({ _id }, { $unset: { leaving: '' } });
  return ended;
}

/** For the worker: ends what was broken off half-way. */
export async function finishDeactivations(now: Date): Promise<number> {
  const leaving = await AccountModel.find({ leaving: true }).limit(100).lean<AccountRecord[]>();
  for (const account of leaving) await finishLeaving(account, null, now);
  return leaving.length;
}
