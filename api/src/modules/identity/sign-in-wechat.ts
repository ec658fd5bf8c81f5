import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import type { WechatIdentity } from '../../platform/wechat/wechat-client';
import { AccountModel, type AccountRecord } from './account.model';
import { identitySetup } from './identity-setup';
import { startSession } from './sessions';

/** Exchanges a `wx.login` code for a session; the first time it makes the account. */
export async function signInWechat(code: string, now: Date, userAgent: string): Promise<SessionTokens> {
  const { wechat } = identitySetup();
  if (!wechat) throw new AppError('WECHAT_NOT_CONFIGURED');
  const account = await accountOf(await wechat.codeToIdentity(code), now);
  if (account.disabledAt) throw new AppError('SIGN_IN_FAILED', { detail: `${account._id} is disabled` });
  return startSession(String(account._id), now, userAgent);
}

/** The unique index on openid decides which of several first sign-ins at once makes the account. */
async function accountOf({ openid, unionid }: WechatIdentity, now: Date): Promise<AccountRecord> {
  const find = () => AccountModel.findOne({ openid }).lean<AccountRecord>();
  const known = await find();
  if (known) return known;
  const account: AccountRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    kind: 'wechat',
    name: '微信用户',
    openid,
    ...(unionid ? { unionid } : {}),
    disabledAt: null,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await AccountModel.create(account);
    return account;
  } catch (error) {
    const existing = await find();
    if (existing) return existing;
    throw error;
  }
}
