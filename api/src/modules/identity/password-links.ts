import { createHash, randomBytes } from 'node:crypto';
import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import { HOUR_MS } from '@gongzhi/shared/time';
import { AppError } from '../../http/errors';
import { AccountModel, type AccountRecord } from './account.model';
import { giveConsent } from './consent';
import { hashPassword } from './passwords';
import { revokeSessionsOf, startSession } from './sessions';

const LINK_MS = 72 * HOUR_MS;

export interface NewLink {
  /** Given out once; only its hash is stored. */
  path: string;
  linkHash: string;
  linkExpiresAt: Date;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A new one-time link to the web page that sets a password. The log takes tokens out of addresses. */
export function newLink(now: Date): NewLink {
  const token = randomBytes(24).toString('base64url');
  return {
    path: `/set-password?token=${token}`,
    linkHash: hashOf(token),
    linkExpiresAt: new Date(now.getTime() + LINK_MS),
  };
}

const usable = (token: string, now: Date) => ({
  linkHash: hashOf(token),
  linkExpiresAt: { $gt: now },
  disabledAt: null,
});

/** Whose link it is. */
export async function readLink(token: string, now: Date): Promise<{ name: string; loginName: string }> {
  const account = await AccountModel.findOne(usable(token, now), {
    name: 1,
    loginName: 1,
  }).lean<AccountRecord>();
  if (!account?.loginName) throw new AppError('LINK_EXPIRED');
  return { name: account.name, loginName: account.loginName };
}

/** Sets the password, uses the link up, notes the consent that comes with it and signs in; older sign-ins end. */
export async function setPassword(
  token: string,
  password: string,
  now: Date,
  userAgent: string,
): Promise<SessionTokens> {
  await readLink(token, now);
  const passwordHash = await hashPassword(password);
  const account = await AccountModel.findOneAndUpdate(
    usable(token, now),
    { $set: { passwordHash, updatedAt: now }, $unset: { linkHash: '', linkExpiresAt: '' } },
    { returnDocument: 'after' },
  ).lean<AccountRecord>();
  if (!account) throw new AppError('LINK_EXPIRED', { detail: 'used by another request' });
  await giveConsent(String(account._id), now);
  await revokeSessionsOf(String(account._id), 'a new password was set', now);
  return startSession(String(account._id), now, userAgent);
}
