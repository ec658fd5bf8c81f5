import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { send } from '@koa/send';
import type { Context, Middleware } from 'koa';
import { AppError } from './errors';

const hashedName = /\.[0-9a-f]{8,}\.[a-z0-9]+(\.br|\.gz)?$/i;
const POLICY = 'Content-Security-Policy';
const listOfFiles = 'page-files.json';

/** Serves the built web app: hashed files for good, the page itself always fresh, unknown pages to the page. */
export function webApp(root: string): Middleware {
  const hints = hintsOf(root);
  const policy = policyOf(root);
  return async (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      throw new AppError('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET, HEAD' } });
    }
    if (ctx.path !== '/' && (await sendFile(ctx, root, ctx.path))) return;
    if (!isPage(ctx)) throw new AppError('NOT_FOUND');
    const hint = hints.get(ctx.path === '/' ? '/home' : ctx.path);
    if (hint) ctx.set('Link', hint);
    ctx.set(POLICY, policy(ctx.response.get(POLICY)));
    if (!(await sendFile(ctx, root, '/index.html'))) throw new AppError('NOT_FOUND');
  };
}

/**
 * What each page's scripts will ask for, said with the page itself: on a slow network each step of finding out costs a
 * round trip. The list is written by the build (miniapp/config/first-load.ts).
 */
function hintsOf(root: string): ReadonlyMap<string, string> {
  const list = path.join(root, listOfFiles);
  if (!existsSync(list)) return new Map();
  const files: Record<string, PageFiles> = JSON.parse(readFileSync(list, 'utf8'));
  return new Map(
    Object.entries(files).map(([address, { first, later }]) => [
      address,
      [...first.map(hintOf), ...later.map((file) => `${hintOf(file)}; fetchpriority=low`)].join(', '),
    ]),
  );
}

/** `later`: what the page draws without, such as the map. */
interface PageFiles {
  readonly first: readonly string[];
  readonly later: readonly string[];
}

const hintOf = (file: string) => `</${file}>; rel=preload; as=${file.endsWith('.css') ? 'style' : 'script'}`;

/** Lets the scripts run that the build wrote into the page, by their digest, and no others that stand in a page. */
function policyOf(root: string): (policy: string) => string {
  const page = path.join(root, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const digests = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return (policy) => policy.replace("script-src 'self'", ["script-src 'self'", ...digests].join(' '));
}

async function sendFile(ctx: Context, root: string, file: string): Promise<boolean> {
  ctx.vary('Accept-Encoding');
  try {
    return Boolean(
      await send(ctx, file, {
        root,
        index: 'index.html',
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
