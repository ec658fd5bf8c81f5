import type { BodyInputOf, Contract, ParamsOf, QueryInputOf, ResponseOf } from '@gongzhi/shared/contract';
import { type ErrorBody, errorTable } from '@gongzhi/shared/errors';
import Taro from '@tarojs/taro';
import { apiAddress, fillPath } from './address';
import { type EarlyAnswer, forgetEarly, takeEarly } from './asked-early';
import { withConsent } from './consent';
import { AppFailure, offline, timedOut } from './failure';
import { renewSession } from './renew-session';
import { tokens, tokensFor } from './session';

/** Adds nothing to the input. */
type Nothing = Record<never, never>;
type Part<Name extends string, T> = [T] extends [undefined]
  ? Nothing
  : Nothing extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };

/** What one contract takes, as its schemas read it before they parse. */
export type CallInput<C> = Part<'params', ParamsOf<C>> &
  Part<'query', QueryInputOf<C>> &
  Part<'body', BodyInputOf<C>> & {
    /** Sent as this account or not at all: somebody else may have signed in meanwhile. */
    as?: string;
  };
type CallArguments<C> = Nothing extends CallInput<C> ? [input?: CallInput<C>] : [input: CallInput<C>];

interface Raw {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  as?: string;
}

const TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = [400, 1500];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The error an answer carries; an answer that is not ours (a proxy's page) gets the words of its status. */
export function failureFrom(status: number, data: unknown): AppFailure {
  const body = (typeof data === 'string' ? parse(data) : data) as Partial<ErrorBody> | null;
  if (body?.error) {
    const { code, message, fields, details } = body.error;
    return new AppFailure(code, message, status, fields, details);
  }
  const code = status === 413 ? 'PAYLOAD_TOO_LARGE' : status >= 502 ? 'UNAVAILABLE' : 'INTERNAL';
  return new AppFailure(code, errorTable[code].message, status);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function send(
  contract: Contract,
  { params, query, body }: Raw,
  accessToken: string | null,
): Promise<unknown> {
  const path = fillPath(contract.path, params, query);
  if (contract.method !== 'GET') forgetEarly();
  const early = contract.method === 'GET' ? await takeEarly(path, accessToken) : null;
  const answer = early ?? (await ask(contract, path, body, accessToken));
  if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.data;
  throw failureFrom(answer.statusCode, answer.data);
}

async function ask(
  contract: Contract,
  path: string,
  body: unknown,
  accessToken: string | null,
): Promise<EarlyAnswer> {
  try {
    return await Taro.request({
      url: apiAddress(path),
      // WeChat has no PATCH: no contract uses it.
      method: contract.method as keyof Taro.request.Method,
      header: {
        'content-type': 'application/json',
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      data: body === undefined ? undefined : JSON.stringify(body),
      timeout: TIMEOUT_MS,
      // wx.request calls success for every status; so does the web version.
      dataType: contract.produces ? 'text' : 'json',
    });
  } catch (thrown) {
    throw /timeout|abort/i.test(String((thrown as { errMsg?: string })?.errMsg ?? thrown))
      ? timedOut()
      : offline();
  }
}

/** Reads are repeated when the network or the server hiccups; a command is not, its page offers that. */
async function sendPatiently(contract: Contract, input: Raw, accessToken: string | null): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(contract, input, accessToken);
    } catch (failure) {
      const wait = RETRY_AFTER_MS[attempt];
      const again = failure instanceof AppFailure && failure.passing && failure.status !== 429;
      if (contract.method !== 'GET' || !again || wait === undefined) throw failure;
      await pause(wait);
    }
  }
}

/**
 * Calls one endpoint of the API, typed by its contract. An access token that ran out is renewed once, for
 * all calls that wait; a session that ended is forgotten; a consent that is missing is asked for. Throws `AppFailure`.
 */
export async function call<C extends Contract>(
  contract: C,
  ...[input]: CallArguments<C>
): Promise<ResponseOf<C>> {
  return withConsent(() => callOnce(contract, (input ?? {}) as Raw));
}

async function callOnce<C extends Contract>(contract: C, raw: Raw): Promise<ResponseOf<C>> {
  const session = contract.access === 'public' ? null : raw.as ? tokensFor(raw.as) : tokens();
  try {
    return (await sendPatiently(contract, raw, session?.accessToken ?? null)) as ResponseOf<C>;
  } catch (failure) {
    if (!session || !(failure instanceof AppFailure) || failure.status !== 401) throw failure;
    const renewed = await renewSession(session.accessToken);
    // A page that is public without an account shows what the public sees once the session has ended.
    if (!renewed && contract.access === 'signedIn') throw failure;
    if (raw.as) tokensFor(raw.as);
    return (await sendPatiently(contract, raw, renewed?.accessToken ?? null)) as ResponseOf<C>;
  }
}
