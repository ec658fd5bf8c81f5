import { createRequire } from 'node:module';
import path from 'node:path';
import { send } from '@koa/send';
import type { Middleware } from 'koa';

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>共治 API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/open.js"></script>
</body>
</html>`;

// A file of its own, because the content security policy allows no inline script.
const script = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  displayRequestDuration: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
});`;

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** `/api/openapi.json`, and `/api/docs`: Swagger UI out of our own node_modules, nothing from outside. */
export function apiDocs(describe: () => unknown): Middleware {
  // Described when somebody asks: a server that starts has better things to do.
  let text: string | undefined;
  const root = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    if (ctx.path === '/api/openapi.json') {
      ctx.set('Cache-Control', 'no-cache');
      ctx.type = 'application/json';
      text ??= JSON.stringify(describe());
      ctx.body = text;
      return;
    }
    if (ctx.path === '/api/docs') {
      ctx.type = 'html';
      ctx.body = page;
      return;
    }
    if (ctx.path === '/api/docs/open.js') {
      ctx.type = 'text/javascript';
      ctx.body = script;
      return;
    }
    const asset = assets.find((name) => ctx.path === `/api/docs/${name}`);
    if (!asset) return next();
    await send(ctx, asset, { root, maxage: 3_600_000 });
  };
}
