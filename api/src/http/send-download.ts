import type { Readable } from 'node:stream';
import type { RouterContext } from '@koa/router';

/** Answers with a file to be saved under a name, which may be Chinese. */
export function sendDownload(
  ctx: RouterContext,
  name: string,
  type: string,
  content: string | Readable,
): void {
  ctx.type = type;
  ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  ctx.body = content;
}
