import { send } from '@koa/send';
import type { Context, Middleware } from 'koa';
import { AppError } from './errors';

const hashedName = /\.[0-9a-f]{8,}\.[a-z0-9]+$/i;

/** Serves the built web app: hashed files for good, the page itself always fresh, unknown pages to the page. */
export function webApp(root: string): Middleware {
  return async (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      throw new AppError('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET, HEAD' } });
    }
    if (await sendFile(ctx, root, ctx.path)) return;
    if (!isPage(ctx) || !(await sendFile(ctx, root, '/index.html'))) throw new AppError('NOT_FOUND');
  };
}

async function sendFile(ctx: Context, root: string, file: string): Promise<boolean> {
  try {
    return Boolean(
      await send(ctx, file, {
        root,
        index: 'index.html',
        brotli: false,
        gzip: false,
        setHeaders: (res, sent) => {
          res.setHeader(
            'Cache-Control',
            hashedName.test(sent) ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      }),
    );
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return false;
    throw error;
  }
}

/** Addresses of the web app's own pages have no file ending; a missing picture is not answered with a page. */
function isPage(ctx: Context): boolean {
  return !/\.[a-z0-9]+$/i.test(ctx.path) && ctx.accepts('html') !== false;
}
