import type { EraseInput } from '@gongzhi/shared/my-data/schema';
import { MINUTE_MS } from '@gongzhi/shared/time';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { logger } from '../../platform/logger';
import { postsNotOver } from '../posts/posts.queries';
import { AccountModel, type AccountRecord, type ErasedBy } from './account.model';
import { identitySetup } from './identity-setup';
import { passwordFits } from './passwords';
import { revokeSessionsOf } from './sessions';

/** What an erased account is called wherever it is still named. */
export const GONE = '（已注销）';

/** Somebody ends their own account, having shown once more that it is theirs. Done twice it is done. */
export async function eraseMyAccount(actor: Actor, input: EraseInput, now: Date): Promise<void> {
  const account = await AccountModel.findById(actor.accountId).lean<AccountRecord>();
  if (!account || account.erased) return;
  await refuseInPost(actor.accountId, now);
  await requireProof(account, input);
  await markErased(actor.accountId, 'owner', now);
}

/** At the command line, for who cannot do it themselves and has asked for it. */
export async function eraseAccountOf(accountId: string, now: Date): Promise<void> {
  await refuseInPost(accountId, now);
  await markErased(accountId, 'operator', now);
}

/** Who holds a post hands it over first: somebody has to do the work. */
async function refuseInPost(accountId: string, now: Date): Promise<void> {
  const held = await postsNotOver(accountId, now);
  if (held.length === 0) return;
  const posts = held.map(({ title }) => title);
  throw new AppError('POSTS_HELD', { detail: accountId, details: { posts } });
}

/** A telephone left on a table is signed in, too. */
async function requireProof(account: AccountRecord, { password, code }: EraseInput): Promise<void> {
  if (account.passwordHash && !(await passwordFits(account.passwordHash, password ?? ''))) {
    throw new AppError('VALIDATION_FAILED', { fields: { password: '密码不对' } });
  }
  if (!account.openid) return;
  if (!code) throw new AppError('VALIDATION_FAILED', { fields: { code: '请用微信再确认一次' } });
  const identity = await identitySetup().wechat?.codeToIdentity(code);
  if (identity?.openid !== account.openid) throw new AppError('FORBIDDEN', { detail: 'another WeChat user' });
}

/**
 * The one write that decides: from now on nothing here says who it was, nobody can sign in, and the same WeChat user
 * is a new person. What other records say of it the worker takes out afterwards. The record that stays is the proof
 * that it was done.
 */
async function markErased(accountId: string, by: ErasedBy, now: Date): Promise<void> {
  const gone = { name: GONE, disabledAt: now, updatedAt: now, erased: { at: now, by, due: now } };
  const personal = [
    'openid',
    'unionid',
    'loginName',
    'passwordHash',
    'linkHash',
    'linkExpiresAt',
    'appointmentCode',
    'phone',
    'disabledWhy',
  ];
  const { modifiedCount } = await AccountModel.updateOne(
    { _id: accountId, erased: { $exists: false } },
    { $set: gone, $unset: Object.fromEntries([...personal, 'demo', 'consents'].map((field) => [field, ''])) },
  );
  if (modifiedCount === 0) return;
  await revokeSessionsOf(accountId, 'the account was erased', now);
  logger.info({ accountId, by }, 'an account was erased');
}

/** Requests that were under way when the account was erased have ended by then: the worker looks a second time. */
const SETTLED_MS = 10 * MINUTE_MS;
const AGAIN_MS = MINUTE_MS;

export interface Erasure {
  accountId: string;
  at: Date;
}

/** Accounts of which other records may still speak. */
export async function erasuresDue(now: Date): Promise<Erasure[]> {
  const found = await AccountModel.find({ 'erased.due': { $lte: now } }, { erased: 1 })
    .sort({ 'erased.due': 1 })
    .limit(20)
    .lean<AccountRecord[]>();
  return found.flatMap(({ _id, erased }) => (erased ? [{ accountId: String(_id), at: erased.at }] : []));
}

export async function noteForgotten({ accountId, at }: Erasure, now: Date): Promise<void> {
  const settled = new Date(at.getTime() + SETTLED_MS);
  const next =
    now < settled
      ? { $set: { 'erased.due': settled } }
      : { $set: { 'erased.finishedAt': now }, $unset: { 'erased.due': '' } };
  await AccountModel.updateOne({ _id: accountId }, next);
}

export async function postponeErasure({ accountId }: Erasure, now: Date): Promise<void> {
  const due = new Date(now.getTime() + AGAIN_MS);
  await AccountModel.updateOne({ _id: accountId }, { $set: { 'erased.due': due } });
}
