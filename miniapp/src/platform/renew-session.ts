import { identityContracts } from '@gongzhi/shared/identity/contract';
import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import Taro from '@tarojs/taro';
import { apiAddress } from './address';
import { AppFailure, offline } from './failure';
import { oneTabAtATime } from './one-tab-at-a-time';
import { endSession, keepTokens, tokens, tokensFor } from './session';

let underWay: Promise<SessionTokens | null> | null = null;

/** Renews the tokens, once for everybody who asks meanwhile; null when the session has ended. */
export function renewSession(stale: string): Promise<SessionTokens | null> {
  // A refresh token works once, and using it twice ends the session: tabs of one browser take turns.
  underWay ??= oneTabAtATime('session', () => renew(stale)).finally(() => {
    underWay = null;
  });
  return underWay;
}

async function renew(stale: string): Promise<SessionTokens | null> {
  const kept = tokens();
  if (!kept) return null;
  // Another tab was faster.
  if (kept.accessToken !== stale) return kept;
  const { path, method } = identityContracts.refresh;
  const answer = await Taro.request<SessionTokens>({
    url: apiAddress(path),
    method,
    header: { 'content-type': 'application/json' },
    data: JSON.stringify({ refreshToken: kept.refreshToken }),
    timeout: 20_000,
  }).catch(() => {
    throw offline();
  });
  if (answer.statusCode === 200) {
    keepTokens(answer.data);
    return answer.data;
  }
  if (answer.statusCode >= 500) throw offline();
  endSession();
  return null;
}

/**
 * Does something with the access token, and once more with a new one when the old had run out; as `as` or not at all,
 * where that is given.
 */
export async function withAccessToken<T>(work: (accessToken: string) => Promise<T>, as?: string): Promise<T> {
  const { accessToken } = tokensFor(as);
  try {
    return await work(accessToken);
  } catch (failure) {
    if (!(failure instanceof AppFailure) || failure.status !== 401) throw failure;
    if (!(await renewSession(accessToken))) throw failure;
    return work(tokensFor(as).accessToken);
  }
}
