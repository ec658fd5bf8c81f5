import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../platform/metrics';

/** Gives the request its id, and writes one line about it when the answer is out. */
export function logRequests(logger: Logger, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const startedAt = process.hrtime.bigint();
    ctx.state.requestId = requestId(ctx);
    ctx.set('X-Request-Id', ctx.state.requestId);
    // Read now: a closed connection no longer knows it.
    const address = ctx.ip;
    ctx.res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const route = routeOf(ctx);
      metrics.observe(ctx.method, route, ctx.res.statusCode, seconds);
      const level = ctx.res.statusCode >= 500 ? 'error' : 'info';
      logger[level]({ ...line(ctx), address, route, ms: Math.round(seconds * 1e4) / 10 }, 'request');
    });
    await next();
  };
}

/** A proxy we trust may name the request, so that both logs can be read together. */
function requestId(ctx: Context): string {
  const given = ctx.app.proxy ? ctx.get('X-Request-Id') : '';
  return /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** The pattern of the route, never the address itself: it may hold a secret, and figures need few labels. */
function routeOf(ctx: Context): string {
  return ctx._matchedRoute ? String(ctx._matchedRoute) : 'none';
}

function line(ctx: Context): Record<string, unknown> {
  const { error } = ctx.state;
  return {
    requestId: ctx.state.requestId,
    method: ctx.method,
    path: pathWithoutSecrets(ctx),
    query: ctx.querystring ? { ...ctx.query } : undefined,
    status: ctx.res.statusCode,
    bytes: ctx.response.length,
    accountId: ctx.state.accountId,
    finished: ctx.res.writableFinished,
    error: error?.code,
    detail: error?.detail,
    fields: error?.fields && Object.keys(error.fields),
  };
}

function pathWithoutSecrets(ctx: Context): string {
  const secret: unknown = ctx.params?.token;
  return typeof secret === 'string' && secret ? ctx.path.replace(secret, '[redacted]') : ctx.path;
}
