import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WechatSimulator {
  readonly base: string;
  /** Addresses asked for so far. */
  readonly asked: URL[];
  /** Makes a code as `wx.login` would; good once. */
  code(openid: string, unionid?: string): string;
  /** What the next answers are instead: an error code, raw text, or nothing at all until the caller gives up. */
  next(...answers: (number | string | 'silence')[]): void;
  stop(): Promise<void>;
}

/** Answers like api.weixin.qq.com: HTTP 200 with `errcode`, one use a code, no errcode on success. */
export async function startWechatSimulator(appId: string, secret: string): Promise<WechatSimulator> {
  const codes = new Map<string, { openid: string; unionid?: string; used: boolean }>();
  const queued: (number | string)[] = [];
  const asked: URL[] = [];
  let made = 0;

  function answer(url: URL): unknown {
    const { appid, secret: given, js_code = '', grant_type } = Object.fromEntries(url.searchParams);
    const error = (errcode: number, errmsg: string) => ({
      errcode,
      errmsg: `${errmsg}, rid: 65f0-simulated`,
    });
    if (appid !== appId) return error(40013, 'invalid appid');
    if (given !== secret) return error(40125, 'invalid appsecret');
    if (grant_type !== 'authorization_code') return error(40002, 'invalid grant_type');
    const code = codes.get(js_code);
    if (!code) return error(40029, 'invalid code');
    if (code.used) return error(40163, 'code been used');
    code.used = true;
    const { openid, unionid } = code;
    return { session_key: 'tiihtNczf5v6AKRyjwEUhQ==', openid, ...(unionid ? { unionid } : {}) };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    asked.push(url);
    const special = queued.shift();
    if (special === 'silence') return;
    response.setHeader('Content-Type', typeof special === 'string' ? 'text/html' : 'application/json');
    if (typeof special === 'string') response.end(special);
    else if (special !== undefined) response.end(JSON.stringify({ errcode: special, errmsg: 'simulated' }));
    else if (url.pathname === '/sns/jscode2session') response.end(JSON.stringify(answer(url)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    code(openid, unionid) {
      const code = `code-${++made}`;
      codes.set(code, { openid, unionid, used: false });
      return code;
    },
    next: (...answers) => queued.push(...answers),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
