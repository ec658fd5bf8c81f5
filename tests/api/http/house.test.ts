import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { listen } from '../../../api/src/http/server';
import { validate } from './openapi-validity';
import { aThing, type Site, serve, tinyApp } from './tiny-app';

const webRoot = mkdtempSync(path.join(tmpdir(), 'web-'));
mkdirSync(path.join(webRoot, 'js'));
writeFileSync(
  path.join(webRoot, 'index.html'),
  '<!doctype html><title>page</title><script>let first;</script>',
);
writeFileSync(path.join(webRoot, 'js/app.0a1b2c3d.js'), 'let a;'.repeat(1000));
writeFileSync(path.join(webRoot, 'js/app.0a1b2c3d.js.gz'), gzipSync('let packed;'));
writeFileSync(
  path.join(webRoot, 'page-files.json'),
  JSON.stringify({ '/home': { first: ['js/home.js', 'css/home.css'], later: ['js/map.js'] } }),
);
writeFileSync(path.join(webRoot, '.secret'), 'x');
writeFileSync(path.join(tmpdir(), 'outside.txt'), 'outside');

let site: Site;
beforeAll(async () => {
  site = await serve(tinyApp({ WEB_ROOT: webRoot }));
});
afterAll(async () => {
  await site.stop();
  rmSync(webRoot, { recursive: true });
});

/** One request with nothing added or decoded on the way, unlike `fetch`. */
function raw(port: number, options: { path: string; method?: string; headers?: Record<string, string> }) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port, ...options }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('conditional requests and HEAD', () => {
  it('the same answer again is 304 without a body', async () => {
    const first = await raw(site.port, { path: '/api/v1/things' });
    const headers = { 'If-None-Match': String(first.headers.etag) };
    const again = await raw(site.port, { path: '/api/v1/things', headers });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const other = await raw(site.port, { path: '/api/v1/things?limit=2', headers });
    expect(other.status).toBe(200);
  });

  it('HEAD answers like GET without the body', async () => {
    const { status, headers, body } = await raw(site.port, { path: '/api/v1/things', method: 'HEAD' });
    expect([status, headers['content-type'], body.length]).toEqual([
      200,
      'application/json; charset=utf-8',
      0,
    ]);
  });

  it('what a signed-in person was shown is kept by no shared cache', async () => {
    const headers = { Authorization: 'Bearer good' };
    const mine = await site.get(`/api/v1/things/${aThing.id}`, { headers });
    expect(mine.headers.get('cache-control')).toBe('private, no-cache');
    expect(mine.headers.get('vary')).toContain('Authorization');
  });
});

describe('compression', () => {
  it.each(['br', 'gzip'])('long answers go out as %s', async (encoding) => {
    const { headers, body } = await raw(site.port, {
      path: '/api/v1/things?limit=50',
      headers: { 'Accept-Encoding': encoding },
    });
    expect(headers['content-encoding']).toBe(encoding);
    expect(body.length).toBeLessThan(400);
  });

  it('short ones and clients that cannot stay plain', async () => {
    const short = await raw(site.port, {
      path: '/api/v1/things?limit=1',
      headers: { 'Accept-Encoding': 'gzip' },
    });
    const plain = await raw(site.port, { path: '/api/v1/things?limit=50' });
    expect([short.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('security headers', () => {
  it('let the pages run their own scripts only and load nothing remote', async () => {
    const { headers } = await site.get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/script-src 'self'( 'sha256-[^']+')?;/);
    expect(policy).toContain("img-src 'self' data: blob:;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('geolocation=(self)');
    expect(headers.get('x-powered-by')).toBeNull();
    // Plain http in the local network must keep working until an https address is configured.
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('allow the map tiles that are configured, and https only where it is the public address', async () => {
    const app = tinyApp({
      MAP_TILES_URL: 'https://t{s}.tiles.example/{z}/{x}/{y}?k={key}',
      MAP_KEY: 'k',
      PUBLIC_URL: 'https://gongzhi.example/',
    });
    const other = await serve(app);
    const { headers } = await other.get('/health/live');
    expect(headers.get('content-security-policy')).toContain('https://*.tiles.example');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    await other.stop();
  });

  it('answer another origin only when it is configured', async () => {
    const other = await serve(tinyApp({ CORS_ORIGINS: 'https://h5.example' }));
    const ask = async (origin: string) => {
      const response = await other.get('/api/v1/things', { headers: { Origin: origin } });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await ask('https://h5.example')).toBe('https://h5.example');
    expect(await ask('https://evil.example')).toBeNull();
    const preflight = await raw(other.port, {
      path: '/api/v1/things',
      method: 'OPTIONS',
      headers: { Origin: 'https://h5.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect([preflight.status, preflight.headers['access-control-allow-headers']]).toEqual([
      204,
      'Authorization,Content-Type',
    ]);
    await other.stop();
  });
});

describe('health and figures', () => {
  it('live says the process answers, ready what it depends on', async () => {
    expect(await (await site.get('/health/live')).json()).toEqual({ status: 'ok' });
    expect(await (await site.get('/health/ready')).json()).toEqual({ status: 'ok', database: { ms: 1 } });
    expect((await site.get('/health/ready', { method: 'POST' })).status).toBe(405);
  });

  it('is not ready without its database', async () => {
    const down = async () => {
      throw new Error('connection refused by 10.0.0.1');
    };
    const other = await serve(tinyApp({}, { checks: { database: down } }));
    const response = await other.get('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('10.0.0.1');
    expect((await other.get('/health/live')).status).toBe(200);
    await other.stop();
  });

  it('metrics are open in a demonstration, need their token elsewhere, and do not exist without one', async () => {
    const text = await (await site.get('/metrics')).text();
    expect(text).toContain('http_request_seconds_count{method="GET",route="/api/v1/things",status="200"}');
    const real = { DEMO: '0', SECRET_KEY: 's'.repeat(32) };
    const closed = await serve(tinyApp(real));
    const guarded = await serve(tinyApp({ ...real, METRICS_TOKEN: 't'.repeat(16) }));
    const asked = await Promise.all([
      closed.get('/metrics'),
      guarded.get('/metrics'),
      guarded.get('/metrics', { headers: { Authorization: `Bearer ${'t'.repeat(16)}` } }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([404, 401, 200]);
    await closed.stop();
    await guarded.stop();
  });
});

describe('the web app', () => {
  it('is at /, always fresh, and so are its own pages', async () => {
    for (const page of ['/', '/pages/home/index']) {
      const response = await site.get(page, { headers: { Accept: 'text/html' } });
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await response.text()).toContain('<title>page</title>');
    }
  });

  it('hashed files are kept for good', async () => {
    const response = await site.get('/js/app.0a1b2c3d.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch(/javascript/);
  });

  it.each(['/missing.js', '/../outside.txt', '/%2e%2e/outside.txt', '/.secret', '/%00', '//etc/passwd'])(
    '%s is not served',
    async (address) => {
      const { status, body } = await raw(site.port, { path: address, headers: { Accept: '*/*' } });
      expect([400, 403, 404]).toContain(status);
      expect(body.toString()).not.toContain('outside');
    },
  );

  it('names with a page what it will need', async () => {
    const link = [
      '</js/home.js>; rel=preload; as=script',
      '</css/home.css>; rel=preload; as=style',
      '</js/map.js>; rel=preload; as=script; fetchpriority=low',
    ].join(', ');
    expect((await site.get('/')).headers.get('link')).toBe(link);
    expect((await site.get('/home')).headers.get('link')).toBe(link);
    expect((await site.get('/elsewhere')).headers.get('link')).toBeNull();
  });

  it('lets the scripts run that the build wrote into the page, and no others', async () => {
    const policyOf = async (address: string) =>
      String((await site.get(address)).headers.get('content-security-policy'));
    const digest = createHash('sha256').update('let first;').digest('base64');
    expect(await policyOf('/home')).toContain(`script-src 'self' 'sha256-${digest}';`);
    expect(await policyOf('/api/v1/things')).toContain("script-src 'self';");
  });

  it('sends what the build has packed, to who can unpack it', async () => {
    const address = '/js/app.0a1b2c3d.js';
    const packed = await raw(site.port, { path: address, headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringContaining('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringContaining('Accept-Encoding'),
    });
    expect(gunzipSync(packed.body).toString()).toBe('let packed;');
    const plain = await raw(site.port, { path: address });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toMatch(/^let a;/);
  });

  it('takes no POST', async () => {
    expect((await site.post('/', {})).status).toBe(405);
  });

  it('says so when it was not built', async () => {
    const other = await serve(tinyApp({ WEB_ROOT: '/nowhere' }));
    expect((await other.get('/')).status).toBe(404);
    await other.stop();
  });
});

describe('the description of the API', () => {
  it('is a valid OpenAPI 3.1 document with every endpoint', async () => {
    const document = await (await site.get('/api/openapi.json')).json();
    expect(await validate(document)).toEqual({ valid: true, version: '3.1' });
    expect(Object.keys(document.paths).sort()).toEqual([
      '/crash',
      '/liar/{how}',
      '/links/{token}',
      '/slow',
      '/things',
      '/things/{id}',
      '/uploads',
    ]);
    const make = document.paths['/things'].post;
    expect(make.security).toEqual([{ session: [] }]);
    expect(Object.keys(make.responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '413', '415', '422', '429', '500']),
    );
  });

  it('its page loads nothing from outside', async () => {
    const page = await (await site.get('/api/docs')).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded.length).toBeGreaterThanOrEqual(3);
    for (const address of loaded) {
      expect(address).toMatch(/^\/api\/docs\//);
      const file = await site.get(address);
      expect(file.status).toBe(200);
      // A long answer nobody reads keeps its connection busy.
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });
});

describe('what Node itself cannot read', () => {
  it.each([
    ['not HTTP', 'nonsense\r\n\r\n'],
    ['a header with a line break in its name', 'GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n'],
    ['an enormous header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('%s is a 4xx', async (_, text) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(site.port, '127.0.0.1', () => socket.write(text));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('stopping', () => {
  it('finishes the request under way, takes no new one, and does not wait for idle connections', async () => {
    const other = await serve(tinyApp());
    await other.get('/api/v1/things');
    const slow = other.get('/api/v1/slow');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const startedAt = Date.now();
    const stopped = other.stop();
    expect((await slow).status).toBe(200);
    await stopped;
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    await expect(other.get('/api/v1/things')).rejects.toThrow();
  });

  it('is not held by somebody who never reads the answer', async () => {
    writeFileSync(path.join(webRoot, 'js/long.0a1b2c3d.js'), Buffer.alloc(30_000_000, 'let a;'));
    const other = await listen(tinyApp({ WEB_ROOT: webRoot }), {
      port: 0,
      host: '127.0.0.1',
      stopWithinMs: 300,
    });
    const reader = connect(other.port, '127.0.0.1');
    const closed = new Promise((resolve) => reader.once('close', resolve));
    reader.on('error', () => {});
    reader.write('GET /js/long.0a1b2c3d.js HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((resolve) => reader.once('readable', resolve));
    await other.stop();
    reader.resume();
    await closed;
  });
});
