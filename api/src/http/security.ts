import cors from '@koa/cors';
import type { Middleware } from 'koa';
import helmet from 'koa-helmet';

export interface SecuritySettings {
  readonly publicUrl?: string;
  readonly corsOrigins: readonly string[];
  readonly map: { readonly tilesUrl?: string };
}

/** Headers that keep the pages to themselves: own scripts only, nothing remote but the map tiles configured. */
export function securityHeaders({ publicUrl, corsOrigins, map }: SecuritySettings): Middleware {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const guard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Taro's components and the API page style elements in place.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...(map.tilesUrl ? [tileOrigin(map.tilesUrl)] : [])],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    // Pictures are shown by a web app on another origin only when that origin was configured.
    crossOriginResourcePolicy: { policy: corsOrigins.length > 0 ? 'cross-origin' : 'same-origin' },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  const headers = headersOf(guard);
  return async (ctx, next) => {
    ctx.set(headers);
    ctx.res.removeHeader('X-Powered-By');
    await next();
  };
}

/** The headers a guard sets. They are the same for every answer, so they are worked out once. */
function headersOf(guard: ReturnType<typeof helmet>): Record<string, string> {
  const headers: Record<string, string> = {
    'Permissions-Policy': 'geolocation=(self), camera=(self), microphone=()',
  };
  const res = {
    setHeader: (name: string, value: string) => {
      headers[name] = value;
    },
    removeHeader: () => {},
  };
  void guard({ req: {}, res } as never, async () => {});
  return headers;
}

/** `https://t{s}.example.cn/{z}/…` → `https://*.example.cn`: what a policy can say about such a template. */
export function tileOrigin(template: string): string {
  const origin = /^https?:\/\/[^/]+/.exec(template)?.[0] ?? "'none'";
  return origin.replace(/\/\/[^./]*\{s\}[^./]*/, '//*');
}

export function allowOrigins(origins: readonly string[]): Middleware {
  return cors({
    origin: (ctx) => (origins.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type'],
    exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id', 'Content-Disposition'],
    maxAge: 600,
  });
}
