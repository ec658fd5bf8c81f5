import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../http/errors';

export interface WechatSettings {
  appId: string;
  appSecret: string;
  /** `https://api.weixin.qq.com`, or a simulator. */
  apiBase: string;
  timeoutMs?: number;
  /** Waiting before the second and third try. */
  backoffMs?: readonly number[];
}

/** What the platform says about a `wx.login` code. The session key it also sends is dropped here. */
export interface WechatIdentity {
  openid: string;
  unionid: string | null;
}

export interface WechatClient {
  codeToIdentity(code: string): Promise<WechatIdentity>;
}

const BUSY = -1;
/** The code is wrong or used up: the mini-app asks `wx.login` for another. */
const CODE_ERRORS = new Set([40029, 40163]);
const MOST_ANSWER_BYTES = 64 * 1024;

type Answer = Record<string, unknown>;

/** The platform answered something that trying again may mend. */
class Busy extends Error {}

async function readAnswer(url: URL, timeoutMs: number): Promise<Answer> {
  let text: string;
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json' },
      redirect: 'error',
    });
    text = await response.text();
    if (response.status >= 500) throw new Busy(`HTTP ${response.status}`);
  } catch (cause) {
    // The address carries the secret: what goes to the log must not.
    throw cause instanceof Busy
      ? cause
      : new Busy(`no answer: ${cause instanceof Error ? cause.name : 'unknown'}`);
  }
  try {
    if (text.length > MOST_ANSWER_BYTES) throw new SyntaxError('too long');
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Answer;
  } catch {
    // Falls through: a proxy's error page and half an answer are the same to us.
  }
  throw new Busy('the answer is not a JSON object');
}

/** 0 when absent, as on success; NaN never equals a code and so counts as unknown. */
const errorCode = ({ errcode }: Answer) => (errcode === undefined ? 0 : Number(errcode));

function identityIn(answer: Answer): WechatIdentity {
  const code = errorCode(answer);
  if (code === BUSY) throw new Busy('errcode -1');
  if (CODE_ERRORS.has(code)) throw new AppError('WECHAT_CODE_INVALID', { detail: `errcode ${code}` });
  if (code === 40226) throw new AppError('FORBIDDEN', { detail: 'errcode 40226: high-risk user' });
  if (code === 45011) throw new AppError('RATE_LIMITED', { detail: 'errcode 45011' });
  if (code !== 0) throw new AppError('WECHAT_UNAVAILABLE', { detail: `errcode ${code}` });
  const { openid, unionid } = answer;
  if (typeof openid !== 'string' || openid === '') throw new Busy('no openid in the answer');
  return { openid, unionid: typeof unionid === 'string' && unionid !== '' ? unionid : null };
}

export function createWechatClient({
  appId,
  appSecret,
  apiBase,
  timeoutMs = 5000,
  backoffMs = [200, 800],
}: WechatSettings): WechatClient {
  async function once(code: string): Promise<WechatIdentity> {
    const url = new URL('/sns/jscode2session', apiBase);
    url.search = new URLSearchParams({
      appid: appId,
      secret: appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    }).toString();
    return identityIn(await readAnswer(url, timeoutMs));
  }

  return {
    async codeToIdentity(code) {
      for (const pause of [...backoffMs, null]) {
        try {
          return await once(code);
        } catch (error) {
          if (!(error instanceof Busy)) throw error;
          if (pause === null) throw new AppError('WECHAT_UNAVAILABLE', { detail: error.message });
          await wait(pause);
        }
      }
      throw new AppError('WECHAT_UNAVAILABLE');
    },
  };
}
