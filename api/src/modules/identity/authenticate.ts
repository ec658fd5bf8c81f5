import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { activePosts } from '../posts/posts.queries';
import { AccountModel, type AccountRecord } from './account.model';
import { hasConsented } from './consent';
import { identitySetup } from './identity-setup';
import { SessionModel, type SessionRecord } from './session.model';
import { readAccessToken } from './tokens';

const ended = (detail: string) => new AppError('SESSION_ENDED', { detail });

/**
 * Who an access token belongs to. Session, account and posts are read every time, so that a revoked session, a
 * disabled account and a post that was left take effect with the next request.
 */
export async function authenticate(token: string, now: Date): Promise<Actor> {
  const claims = await readAccessToken(identitySetup().secretKey, token, now);
  if (!claims) throw ended('access token not valid');
  const [session, account, posts] = await Promise.all([
    SessionModel.findById(claims.sessionId, {
      accountId: 1,
      revokedAt: 1,
      expiresAt: 1,
    }).lean<SessionRecord>(),
    AccountModel.findById(claims.accountId, {
      name: 1,
      kind: 1,
      consents: 1,
      disabledAt: 1,
    }).lean<AccountRecord>(),
    activePosts(claims.accountId, now),
  ]);
  if (!session || session.revokedAt || session.expiresAt <= now) throw ended('session over');
  if (!account || account.disabledAt || !session.accountId.equals(account._id)) throw ended('account over');
  return {
    accountId: claims.accountId,
    sessionId: claims.sessionId,
    name: account.name,
    consented: hasConsented(account),
    posts: posts.map(({ id, role, scope, actingFor }) => ({
      postId: id,
      role,
      scope,
      actingFor,
    })),
  };
}
