import { createMeter } from '../../../api/src/http/rate-limit';
import { createLogger, logger } from '../../../api/src/platform/logger';
import { scrub } from '../../../api/src/platform/scrub';
import { aThing, serve, tinyApp } from './tiny-app';

describe('limits', () => {
  it('the 31st report within ten minutes is refused, and is told when to come back', async () => {
    const site = await serve(tinyApp({ RATE_LIMITS: '1' }));
    const report = () =>
      site.post(
        '/api/v1/things',
        { name: '灯', count: 1, at: { place: '东城' }, kind: 'big' },
        { Authorization: 'Bearer good' },
      );
    for (let i = 0; i < 30; i += 1) expect((await report()).status).toBe(201);
    const refused = await report();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(await refused.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    // Reading goes on: only reporting is used up.
    expect((await site.get(`/api/v1/things/${aThing.id}`)).status).toBe(200);
    await site.stop();
  });

  it('counts each account and each address by itself', async () => {
    const meter = createMeter({ signIn: { points: 1, duration: 60 } });
    await meter('signIn', '1.1.1.1');
    await meter('signIn', '2.2.2.2');
    await expect(meter('signIn', '1.1.1.1')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('believes a proxy about the address only when told to', async () => {
    const addressSeen = async (env: NodeJS.ProcessEnv) => {
      const lines = captureLog();
      const site = await serve(tinyApp(env));
      await site.get('/api/v1/things', { headers: { 'X-Forwarded-For': '6.6.6.6, 7.7.7.7' } });
      await site.stop();
      return lines()[0]?.address;
    };
    expect(await addressSeen({})).toBe('127.0.0.1');
    expect(await addressSeen({ TRUST_PROXY: '1' })).toBe('7.7.7.7');
  });
});

/** Collects what the process's logger writes until the test ends. */
function captureLog() {
  const lines: string[] = [];
  const recorder = createLogger({ write: (line: string) => void lines.push(line) });
  for (const level of ['info', 'warn', 'error'] as const) {
    jest.spyOn(logger, level).mockImplementation(recorder[level].bind(recorder) as never);
  }
  return () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
afterEach(() => jest.restoreAllMocks());

describe('the log', () => {
  it('has one line a request, with what is needed to find it again', async () => {
    const lines = captureLog();
    const site = await serve(tinyApp());
    const response = await site.get(`/api/v1/things/${aThing.id}?x=1`);
    await response.text();
    await site.stop();
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/api/v1/things/:id',
      status: 200,
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('never holds a secret or a phone number, wherever it comes in', async () => {
    const lines = captureLog();
    const site = await serve(tinyApp());
    await site.get('/api/v1/links/TOPSECRET?phone=13912345678&q=call%2013987654321', {
      headers: { Authorization: 'Bearer TOPSECRET' },
    });
    await site.get(`/api/v1/things/${aThing.id}`, { headers: { Authorization: 'Bearer TOPSECRET' } });
    await site.post('/api/v1/things', { password: 'TOPSECRET' }, { Authorization: 'Bearer good' });
    await site.get('/api/v1/crash');
    await site.stop();
    const text = JSON.stringify(lines());
    expect(lines().length).toBeGreaterThanOrEqual(5);
    expect(text).not.toMatch(/TOPSECRET|13912345678|13987654321/);
    expect(text).toContain('139****5678');
  });

  it.each([
    [{ user: { phone: '13912345678' } }, { user: { phone: '[redacted]' } }],
    [{ list: [{ openid: 'oABC' }] }, { list: [{ openid: '[redacted]' }] }],
    [
      { headers: { authorization: 'x', Cookie: 'y', host: 'z' } },
      { headers: { authorization: '[redacted]', Cookie: '[redacted]', host: 'z' } },
    ],
    [
      { url: '/api/v1/files/1?size=full&sig=abc&exp=1' },
      { url: '/api/v1/files/1?size=full&sig=[redacted]&exp=1' },
    ],
    [{ note: 'Bearer abc.def and eyJhbGciOi.eyJzdWIi.c2ln' }, { note: 'Bearer [redacted] and [redacted]' }],
    [{ number: '20261124000113912' }, { number: '20261124000113912' }],
    [
      { refreshToken: null, count: 3 },
      { refreshToken: null, count: 3 },
    ],
  ])('%j', (entry, clean) => {
    expect(scrub(entry)).toEqual(clean);
  });
});
