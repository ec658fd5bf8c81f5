import { contract } from '@gongzhi/shared/contract';
import { id, limit, someWords } from '@gongzhi/shared/fields';
import { z } from 'zod';
import { type AppParts, createApp } from '../../../api/src/app';
import { readConfig } from '../../../api/src/config';
import type { Actor } from '../../../api/src/http/actor';
import { type Api, endpoint } from '../../../api/src/http/endpoint';
import { AppError } from '../../../api/src/http/errors';
import { listen } from '../../../api/src/http/server';
import { logger } from '../../../api/src/platform/logger';
import { createMetrics } from '../../../api/src/platform/metrics';

const thing = z.object({ id, name: z.string() });
export const tinyContracts = {
  list: contract({
    method: 'GET',
    path: '/things',
    summary: '东西',
    tag: '试',
    access: 'public',
    query: z.object({ limit: limit(50, 10), kind: z.enum(['big', 'small']).optional() }),
    response: z.object({ items: z.array(thing) }),
    status: 200,
    errors: [],
  }),
  read: contract({
    method: 'GET',
    path: '/things/:id',
    summary: '一个东西',
    tag: '试',
    access: 'optional',
    params: z.object({ id }),
    response: thing.extend({ reader: z.string().nullable() }),
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  make: contract({
    method: 'POST',
    path: '/things',
    summary: '做一个',
    tag: '试',
    access: 'signedIn',
    body: z.object({
      name: someWords(5),
      count: z.number().int().min(1),
      at: z.object({ place: z.string().min(2) }),
      kind: z.enum(['big', 'small']),
      tags: z.array(z.string()).max(2).optional(),
    }),
    rate: 'report',
    response: thing,
    status: 201,
    errors: ['FORBIDDEN'],
  }),
  remove: contract({
    method: 'DELETE',
    path: '/things/:id',
    summary: '去掉',
    tag: '试',
    access: 'signedIn',
    params: z.object({ id }),
    status: 204,
    errors: [],
  }),
  upload: contract({
    method: 'POST',
    path: '/uploads',
    summary: '传文件',
    tag: '试',
    access: 'public',
    accepts: 'multipart',
    response: z.object({ type: z.string() }),
    status: 201,
    errors: [],
  }),
  /** Answers otherwise than it says, in the way the address asks for. */
  liar: contract({
    method: 'GET',
    path: '/liar/:how',
    summary: '说一套',
    tag: '试',
    access: 'public',
    params: z.object({ how: z.string() }),
    response: thing,
    status: 200,
    errors: [],
  }),
  token: contract({
    method: 'GET',
    path: '/links/:token',
    summary: '带秘密的地址',
    tag: '试',
    access: 'public',
    params: z.object({ token: z.string() }),
    query: z.object({ phone: z.string().optional(), q: z.string().optional() }),
    response: z.object({ ok: z.boolean() }),
    status: 200,
    errors: [],
  }),
  slow: contract({
    method: 'GET',
    path: '/slow',
    summary: '慢',
    tag: '试',
    access: 'public',
    response: z.object({ ok: z.boolean() }),
    status: 200,
    errors: [],
  }),
  crash: contract({
    method: 'GET',
    path: '/crash',
    summary: '坏',
    tag: '试',
    access: 'public',
    response: z.object({ ok: z.boolean() }),
    status: 200,
    errors: [],
  }),
};

logger.level = 'silent';

export const aThing = { id: 'a'.repeat(24), name: '灯' };
const person: Actor = { accountId: 'b'.repeat(24), sessionId: 's', name: '王', posts: [], consented: true };

function tinyRoutes(api: Api): void {
  endpoint(api, tinyContracts.list, ({ query }) => ({ items: Array(query.limit).fill(aThing) }));
  endpoint(api, tinyContracts.read, ({ params, actor }) => {
    if (params.id !== aThing.id) throw new AppError('NOT_FOUND', { detail: 'a secret reason' });
    return { ...aThing, reader: actor?.name ?? null };
  });
  endpoint(api, tinyContracts.make, ({ body }) => ({ id: aThing.id, name: body.name }));
  endpoint(api, tinyContracts.remove, () => {});
  endpoint(api, tinyContracts.upload, ({ ctx }) => ({ type: ctx.get('Content-Type').split(';')[0] ?? '' }));
  endpoint(api, tinyContracts.liar, ({ params }) => {
    if (params.how === 'missing') return { id: aThing.id } as typeof aThing;
    return { ...aThing, password: 'leaked' };
  });
  endpoint(api, tinyContracts.token, () => ({ ok: true }));
  endpoint(api, tinyContracts.slow, async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return { ok: true };
  });
  endpoint(api, tinyContracts.crash, () => {
    throw new Error('a secret went wrong for 13912345678');
  });
}

/** The real application around a handful of made-up endpoints. `Bearer good` is signed in. */
export function tinyApp(env: NodeJS.ProcessEnv = {}, parts: Partial<AppParts> = {}) {
  return createApp({
    config: readConfig({ RATE_LIMITS: '0', LOG_LEVEL: 'silent', ...env }),
    version: '1.2.3',
    contracts: { tiny: tinyContracts },
    authenticate: async (token) => {
      if (token !== 'good') throw new AppError('SESSION_ENDED');
      return person;
    },
    routes: tinyRoutes,
    checks: { database: async () => ({ ms: 1 }) },
    metrics: createMetrics(),
    ...parts,
  });
}

export type Site = Awaited<ReturnType<typeof serve>>;

/** Serves an app on a free port for the tests of one file. */
export async function serve(app: ReturnType<typeof tinyApp>) {
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    base,
    port: server.port,
    stop: server.stop,
    get: (path: string, init?: RequestInit) => fetch(base + path, init),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(base + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}
