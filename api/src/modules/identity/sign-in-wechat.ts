import type { SessionTokens, wechatSignInInput } from '@gongzhi/shared/identity/schema';
import mongoose from 'mongoose';
import type { z } from 'zod';
import { AppError } from '../../http/errors';
import type { WechatIdentity } from '../../platform/wechat/wechat-client';
import { AccountModel, type AccountRecord } from './account.model';
import { consentGiven, giveConsent, hasConsented } from './consent';
import { identitySetup } from './identity-setup';
import { startSession } from './sessions';

/**
 * Exchanges a `wx.login` code for a session; the first time it makes the account. Somebody who has not agreed to the
 * privacy text in force agrees here or stays outside: nothing is stored before.
 */
export async function signInWechat(
  { code, consent }: z.output<typeof wechatSignInInput>,
  now: Date,
  userAgent: string,
): Promise<SessionTokens> {
  const { wechat } = identitySetup();
  if (!wechat) throw new AppError('WECHAT_NOT_CONFIGURED');
  const identity = await wechat.codeToIdentity(code);
  const known = await findByOpenid(identity.openid);
  if (!consent && !(known && hasConsented(known))) throw new AppError('CONSENT_NEEDED');
  const account = known ?? (await makeAccount(identity, now));
  if (account.disabledAt) throw new AppError('SIGN_IN_FAILED', { detail: `${account._id} is disabled` });
  if (!hasConsented(account)) await giveConsent(String(account._id), now);
  return startSession(String(account._id), now, userAgent);
}

const findByOpenid = (openid: string) => AccountModel.findOne({ openid }).lean<AccountRecord>();

/** The unique index on openid decides which of several first sign-ins at once makes the account. */
async function makeAccount({ openid, unionid }: WechatIdentity, now: Date): Promise<AccountRecord> {
  const account: AccountRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    kind: 'wechat',
    name: '微信用户',
    openid,
    ...(unionid ? { unionid } : {}),
    consents: [consentGiven(now)],
    disabledAt: null,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await AccountModel.create(account);
    return account;
  } catch (error) {
    const existing = await findByOpenid(openid);
    if (existing) return existing;
    throw error;
  }
}
