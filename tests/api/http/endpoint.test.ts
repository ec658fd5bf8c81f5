import { errorSchema } from '@gongzhi/shared/errors';
import { aThing, type Site, serve, tinyApp } from './tiny-app';

let site: Site;
beforeAll(async () => {
  site = await serve(tinyApp());
});
afterAll(() => site.stop());

const signedIn = { Authorization: 'Bearer good' };
const good = { name: '路灯', count: 1, at: { place: '东城' }, kind: 'big' };

async function errorOf(response: Response) {
  return errorSchema.parse(await response.json()).error;
}

describe('a request that fits its contract', () => {
  it('answers with the status and body of the contract', async () => {
    const response = await site.post('/api/v1/things', good, signedIn);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ id: aThing.id, name: '路灯' });
  });

  it('gives the handler parsed values and defaults', async () => {
    const list = async (path: string) =>
      ((await (await site.get(path)).json()) as { items: unknown[] }).items;
    expect(await list('/api/v1/things?limit=3')).toHaveLength(3);
    expect(await list('/api/v1/things')).toHaveLength(10);
  });

  it('answers 204 without a body', async () => {
    const response = await site.get(`/api/v1/things/${aThing.id}`, { method: 'DELETE', headers: signedIn });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('leaves an upload to its handler', async () => {
    const form = new FormData();
    form.set('file', new Blob(['x']));
    const response = await site.get('/api/v1/uploads', { method: 'POST', body: form });
    expect([response.status, await response.json()]).toEqual([201, { type: 'multipart/form-data' }]);
  });
});

describe('who is asking', () => {
  const read = (headers: Record<string, string>) => site.get(`/api/v1/things/${aThing.id}`, { headers });

  it.each([
    ['nobody', {}, null],
    ['a signed-in person', signedIn, '王'],
    ['another scheme', { Authorization: 'Basic Zm9v' }, null],
  ])('an optional sign-in knows %s', async (_, headers, reader) => {
    expect(await (await read(headers as Record<string, string>)).json()).toMatchObject({ reader });
  });

  it('a token that is no longer good is 401 even where signing in is optional', async () => {
    const response = await read({ Authorization: 'Bearer old' });
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'SESSION_ENDED']);
  });

  it('an endpoint for signed-in people refuses others before it looks at the body', async () => {
    const response = await site.post('/api/v1/things', {});
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'NOT_SIGNED_IN']);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('input that does not fit', () => {
  it('is told with all mistakes at once, as dotted paths with plain words', async () => {
    const response = await site.post(
      '/api/v1/things',
      { name: '太长太长太长', count: 'x', at: { place: '东' }, tags: ['a', 'b', 'c'] },
      signedIn,
    );
    expect(response.status).toBe(422);
    const { code, fields } = await errorOf(response);
    expect(code).toBe('VALIDATION_FAILED');
    expect(fields).toEqual({
      name: '最多 5 个字',
      count: '应为数字',
      'at.place': '至少 2 个字',
      kind: '请填写',
      tags: '最多 2 项',
    });
  });

  it.each([
    ['query', '/api/v1/things?limit=0&kind=huge', { limit: '应不小于 1', kind: '不在可选范围内' }],
    ['query given twice', '/api/v1/things?kind=big&kind=small', { kind: '不在可选范围内' }],
    ['object id', '/api/v1/things/nonsense', { id: '编号格式不对' }],
  ])('%s', async (_, path, fields) => {
    const response = await site.get(path);
    expect([response.status, (await errorOf(response)).fields]).toEqual([422, fields]);
  });

  it('an empty body is told field by field', async () => {
    const response = await site.get('/api/v1/things', { method: 'POST', headers: signedIn });
    expect(response.status).toBe(422);
    expect(Object.keys((await errorOf(response)).fields ?? {})).toEqual(['name', 'count', 'at', 'kind']);
  });
});

describe('requests that cannot be read', () => {
  it.each([
    ['malformed JSON', '{"a":', 'application/json', 400, 'BAD_REQUEST'],
    ['JSON that is no object', '"text"', 'application/json', 400, 'BAD_REQUEST'],
    ['a prototype in the JSON', '{"__proto__":{"x":1}}', 'application/json', 400, 'BAD_REQUEST'],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no known type', 'a', 'text/strange', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['too much', JSON.stringify({ name: 'x'.repeat(300_000) }), 'application/json', 413, 'PAYLOAD_TOO_LARGE'],
  ])('%s', async (_, body, type, status, code) => {
    const response = await site.post('/api/v1/things', body, { ...signedIn, 'Content-Type': type });
    expect([response.status, (await errorOf(response)).code]).toEqual([status, code]);
  });

  it('a body in an encoding nobody knows', async () => {
    const response = await site.post('/api/v1/things', good, { ...signedIn, 'Content-Encoding': 'nonsense' });
    expect(response.status).toBe(415);
  });

  it('JSON where an upload is expected', async () => {
    expect((await site.post('/api/v1/uploads', {})).status).toBe(415);
  });

  it.each(['/api/v1/things/%', '/api/v1/things/%ff', '/%c0%ae', '/api/v1/things?limit=%'])(
    'bad percent-encoding in %s',
    async (path) => {
      const response = await site.get(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    },
  );
});

describe('addresses and methods nobody serves', () => {
  it('below /api an unknown address is a JSON 404', async () => {
    const response = await site.get('/api/v1/nothing');
    expect([response.status, (await errorOf(response)).code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['PUT', 'PATCH', 'PROPFIND'])(
    '%s on a known address is 405 and says what works',
    async (method) => {
      const response = await site.get('/api/v1/things', { method });
      expect([response.status, (await errorOf(response)).code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
      expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST']);
    },
  );

  it('OPTIONS says what works', async () => {
    const response = await site.get(`/api/v1/things/${aThing.id}`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toContain('DELETE');
  });
});

describe('answers are checked against the contract', () => {
  it.each(['missing', 'extra'])('a field %s is an error in tests and development', async (how) => {
    const response = await site.get(`/api/v1/liar/${how}`);
    expect([response.status, (await errorOf(response)).code]).toEqual([500, 'INTERNAL']);
  });

  it('in production the answer goes out', async () => {
    const real = await serve(tinyApp({ CHECK_RESPONSES: '0' }));
    expect((await real.get('/api/v1/liar/missing')).status).toBe(200);
    await real.stop();
  });
});

describe('errors', () => {
  it('have one shape, with the id of the request, and keep the reason to the log', async () => {
    const response = await site.get(`/api/v1/things/${'c'.repeat(24)}`);
    const text = await response.clone().text();
    expect((await errorOf(response)).requestId).toBe(response.headers.get('x-request-id'));
    expect(text).not.toContain('secret');
  });

  it('a crash is a 500 that says nothing about itself', async () => {
    const response = await site.get('/api/v1/crash');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|139|Error|stack/);
  });
});
