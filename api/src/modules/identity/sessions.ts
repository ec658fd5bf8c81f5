import { randomBytes } from 'node:crypto';
import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { logger } from '../../platform/logger';
import { identitySetup } from './identity-setup';
import { SessionModel, type SessionRecord } from './session.model';
import { ACCESS_MS, isRefreshToken, makeAccessToken, makeRefreshToken, parseRefreshToken } from './tokens';

const SESSION_MS = 30 * DAY_MS;
/** A refresh whose answer was lost, or two windows at once: the same next token is given again for so long. */
const LOST_ANSWER_MS = 10_000;

type OpenSession = Pick<SessionRecord, '_id' | 'accountId' | 'nonce' | 'generation' | 'expiresAt'>;

async function tokensOf(session: OpenSession, now: Date): Promise<SessionTokens> {
  const secret = identitySetup().secretKey;
  const sessionId = String(session._id);
  const accountId = String(session.accountId);
  return {
    accountId,
    accessToken: await makeAccessToken(secret, { accountId, sessionId }, now),
    accessExpiresAt: new Date(now.getTime() + ACCESS_MS).toISOString(),
    refreshToken: makeRefreshToken(secret, session.nonce, { sessionId, generation: session.generation }),
    refreshExpiresAt: session.expiresAt.toISOString(),
  };
}

/** Signs an account in: a new session with its first pair of tokens. */
export async function startSession(accountId: string, now: Date, userAgent: string): Promise<SessionTokens> {
  const session: SessionRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    accountId: new mongoose.Types.ObjectId(accountId),
    nonce: randomBytes(18).toString('base64url'),
    generation: 0,
    rotatedAt: now,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
    revokedAt: null,
    revokedWhy: null,
    userAgent,
  };
  await SessionModel.create(session);
  return tokensOf(session, now);
}

/** Exchanges a refresh token for the next pair. One that was used before ends the whole session: somebody has a copy. */
export async function refreshSession(token: string, now: Date): Promise<SessionTokens> {
  const claims = parseRefreshToken(token);
  if (!claims) throw new AppError('SESSION_ENDED', { detail: 'not a refresh token' });
  const known = await SessionModel.findById(claims.sessionId).lean<SessionRecord>();
  if (!known || !isRefreshToken(identitySetup().secretKey, known.nonce, claims)) {
    throw new AppError('SESSION_ENDED', { detail: 'unknown refresh token' });
  }
  const next = await SessionModel.findOneAndUpdate(
    { _id: known._id, generation: claims.generation, revokedAt: null, expiresAt: { $gt: now } },
    {
      $inc: { generation: 1 },
      $set: { rotatedAt: now, expiresAt: new Date(now.getTime() + SESSION_MS) },
    },
    { returnDocument: 'after' },
  ).lean<SessionRecord>();
  return tokensOf(next ?? (await repeatOrRevoke(known._id, claims.generation, now)), now);
}

async function repeatOrRevoke(
  id: mongoose.Types.ObjectId,
  generation: number,
  now: Date,
): Promise<SessionRecord> {
  const session = await SessionModel.findById(id).lean<SessionRecord>();
  if (!session || session.revokedAt || session.expiresAt <= now) {
    throw new AppError('SESSION_ENDED', { detail: 'the session is over' });
  }
  const age = now.getTime() - session.rotatedAt.getTime();
  if (generation === session.generation - 1 && age <= LOST_ANSWER_MS) return session;
  await revokeSession(String(id), 'a refresh token was used twice', now);
  logger.warn(
    { sessionId: String(id), accountId: String(session.accountId) },
    'a refresh token was used twice',
  );
  throw new AppError('SESSION_ENDED', { detail: 'a refresh token was used twice' });
}

export async function revokeSession(sessionId: string, why: string, now: Date): Promise<void> {
  await SessionModel.updateOne(
    { _id: sessionId, revokedAt: null },
    { $set: { revokedAt: now, revokedWhy: why } },
  );
}

/** Leaves no trace of the sign-ins of somebody who has gone. */
export async function forgetSessions(accountId: string): Promise<void> {
  await SessionModel.deleteMany({ accountId });
}

/** Ends every sign-in of a person, e.g. when a post was left or the password changed. */
export async function revokeSessionsOf(accountId: string, why: string, now: Date): Promise<number> {
  const { modifiedCount } = await SessionModel.updateMany(
    { accountId, revokedAt: null },
    { $set: { revokedAt: now, revokedWhy: why } },
  );
  return modifiedCount;
}
