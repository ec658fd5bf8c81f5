import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '@gongzhi/shared/time';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { deriveKey } from '../../platform/field-encryption';
import { keepLatest } from '../../platform/keep-latest';

export const ACCESS_MS = 15 * MINUTE_MS;

const ISSUER = 'gongzhi';

export interface AccessClaims {
  accountId: string;
  sessionId: string;
}

/** A short-lived token that names the person and the sign-in it belongs to. */
export async function makeAccessToken(secret: string, claims: AccessClaims, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sid: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(claims.accountId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_MS / 1000)
    .sign(deriveKey(secret, 'access-token'));
}

interface KnownToken {
  secret: string;
  claims: AccessClaims;
  expiresAt: number;
}

/** Tokens whose signature was found good, the latest last: a page asks for several things with the same one. */
const known = new Map<string, KnownToken>();
const MOST_KNOWN = 5000;

/** Null for a token that is not ours, was changed or is over. */
export async function readAccessToken(
  secret: string,
  token: string,
  now: Date,
): Promise<AccessClaims | null> {
  const before = known.get(token);
  if (before?.secret === secret && now.getTime() < before.expiresAt) return before.claims;
  const read = await verifyAccessToken(secret, token, now);
  if (!read) return null;
  keepLatest(known, token, { secret, ...read }, MOST_KNOWN);
  return read.claims;
}

async function verifyAccessToken(
  secret: string,
  token: string,
  now: Date,
): Promise<Omit<KnownToken, 'secret'> | null> {
  try {
    const { payload } = await jwtVerify(token, deriveKey(secret, 'access-token'), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: now,
      requiredClaims: ['sub', 'sid', 'exp'],
    });
    const { sub, sid, exp = 0 } = payload;
    if (typeof sub !== 'string' || typeof sid !== 'string') return null;
    return { claims: { accountId: sub, sessionId: sid }, expiresAt: exp * 1000 };
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return null;
    throw error;
  }
}

export interface RefreshClaims {
  sessionId: string;
  generation: number;
}

function refreshMac(secret: string, nonce: string, { sessionId, generation }: RefreshClaims): Buffer {
  return createHmac('sha256', deriveKey(secret, 'refresh-token'))
    .update(`${sessionId}\n${nonce}\n${generation}`)
    .digest();
}

/**
 * The refresh token of one generation of a session. It is derived, not stored: an answer that was lost on the way
 * can be given again, and a stolen database holds no tokens.
 */
export function makeRefreshToken(secret: string, nonce: string, claims: RefreshClaims): string {
  const mac = refreshMac(secret, nonce, claims).toString('base64url');
  return `${claims.sessionId}.${claims.generation}.${mac}`;
}

/** Which session and generation a refresh token claims to be of; not yet believed. */
export function parseRefreshToken(token: string): (RefreshClaims & { mac: string }) | null {
  const found = /^([0-9a-f]{24})\.(0|[1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!found) return null;
  const [, sessionId = '', generation = '', mac = ''] = found;
  return { sessionId, generation: Number(generation), mac };
}

/** Whether this program once made the token. */
export function isRefreshToken(
  secret: string,
  nonce: string,
  { mac, ...claims }: RefreshClaims & { mac: string },
): boolean {
  return timingSafeEqual(refreshMac(secret, nonce, claims), Buffer.from(mac, 'base64url'));
}
