import type { Middleware } from 'koa';
import { AppError } from './errors';

/** What no endpoint took: the wrong method of a known address is 405, an unknown address below /api 404. */
export const refuseUnknown: Middleware = async (ctx, next) => {
  const matched: readonly { methods: readonly string[] }[] = ctx.matched ?? [];
  const methods = [...new Set(matched.flatMap((layer) => layer.methods))];
  if (methods.length > 0) {
    const headers = { Allow: [...methods, 'OPTIONS'].join(', ') };
    if (ctx.method !== 'OPTIONS') throw new AppError('METHOD_NOT_ALLOWED', { headers });
    ctx.set(headers);
    ctx.status = 204;
    return;
  }
  if (/^\/(api|health|metrics)(\/|$)/.test(ctx.path)) throw new AppError('NOT_FOUND');
  await next();
};
