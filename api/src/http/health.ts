import type { Middleware } from 'koa';
import type { Metrics } from '../platform/metrics';
import { AppError } from './errors';

/** What readiness asks: throws when it is not well, answers with figures worth showing. */
export type Check = () => Promise<Record<string, unknown>>;

/** `/health/live`: the process answers. `/health/ready`: the database answers too, and how far behind the worker is. */
export function health(checks: Readonly<Record<string, Check>>): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/health/live') {
      requireRead(ctx.method);
      answer(ctx, { status: 'ok' });
    } else if (ctx.path === '/health/ready') {
      requireRead(ctx.method);
      const parts = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await ask(name, check)]),
      );
      answer(ctx, { status: 'ok', ...Object.fromEntries(parts) });
    } else {
      await next();
    }
  };
}

async function ask(name: string, check: Check): Promise<Record<string, unknown>> {
  try {
    return await check();
  } catch (cause) {
    throw new AppError('UNAVAILABLE', { cause, detail: `${name} is not ready`, details: { part: name } });
  }
}

function answer(ctx: Parameters<Middleware>[0], body: unknown): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

function requireRead(method: string): void {
  if (method !== 'GET' && method !== 'HEAD')
    throw new AppError('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET, HEAD' } });
}

/** `/metrics` for Prometheus: with the token, or openly in a demonstration; otherwise it does not exist. */
export function serveMetrics(
  metrics: Metrics,
  { token, open }: { token?: string; open: boolean },
): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/metrics' || (!token && !open)) return next();
    requireRead(ctx.method);
    if (token && ctx.get('Authorization') !== `Bearer ${token}`) throw new AppError('NOT_SIGNED_IN');
    ctx.set('Cache-Control', 'no-store');
    ctx.type = metrics.contentType;
    ctx.body = await metrics.render();
  };
}
