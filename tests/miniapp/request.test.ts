import { identityContracts } from '../../shared/src/identity/contract';
import { issueContracts } from '../../shared/src/issues/contract';

const storage = new Map<string, string>();
const request = jest.fn();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (...args: unknown[]) => request(...args),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: string) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
  },
}));

import { fillPath } from '../../miniapp/src/platform/address';
import { AppFailure } from '../../miniapp/src/platform/failure';
import { call } from '../../miniapp/src/platform/request';
import { isSignedIn, keepTokens, tokens } from '../../miniapp/src/platform/session';

const session = (n: number) => ({
  accountId: `${n}`.repeat(24),
  accessToken: `access-${n}`,
  accessExpiresAt: '2026-11-24T00:00:00.000Z',
  refreshToken: `refresh-${n}-xxxxxxxxxxxxxxxx`,
  refreshExpiresAt: '2026-12-24T00:00:00.000Z',
});
const ok = (data: unknown, statusCode = 200) => ({ statusCode, data });
const refused = (status: number, code: string, extra = {}) =>
  ok({ error: { code, message: `说明 ${code}`, requestId: 'r', ...extra } }, status);
const sentTo = (part: string) => request.mock.calls.filter(([{ url }]) => (url as string).includes(part));
const tokenOf = (call: unknown[]) => (call[0] as { header: Record<string, string> }).header.authorization;

beforeEach(() => {
  storage.clear();
  request.mockReset();
  keepTokens(session(1));
});

describe('an address', () => {
  it('fills in parameters, appends the query and leaves out what is empty', () => {
    expect(fillPath('/issues/:id/due', { id: 'a b' }, { q: '路灯', cursor: undefined, state: '' })).toBe(
      '/issues/a%20b/due?q=%E8%B7%AF%E7%81%AF',
    );
  });
});

describe('a call', () => {
  it('sends what the contract says, with the token', async () => {
    request.mockResolvedValue(ok({ items: [], next: null }));
    await call(issueContracts.list, { query: { view: 'mine', limit: 20 } });
    const [sent] = request.mock.calls[0] as [{ url: string; method: string }];
    expect(sent.url).toBe('/api/v1/issues?view=mine&limit=20');
    expect(sent.method).toBe('GET');
    expect(tokenOf(request.mock.calls[0] as unknown[])).toBe('Bearer access-1');
  });

  it('meant for one account is not made when somebody else is signed in', async () => {
    const failure = await call(issueContracts.list, { query: {}, as: '2'.repeat(24) }).catch(
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 });
    expect(request).not.toHaveBeenCalled();
  });

  it('meant for one account is not repeated when somebody else signed in meanwhile', async () => {
    request.mockImplementationOnce(async () => {
      keepTokens(session(2));
      return refused(401, 'SESSION_ENDED');
    });
    const failure = await call(issueContracts.list, { query: {}, as: '1'.repeat(24) }).catch(
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 });
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('sends no token where everybody may ask', async () => {
    request.mockResolvedValue(ok({ items: [] }));
    await call(identityContracts.demoPeople);
    expect(tokenOf(request.mock.calls[0] as unknown[])).toBeUndefined();
  });

  it('fails with the code, the words and the fields of the answer', async () => {
    request.mockResolvedValue(refused(422, 'VALIDATION_FAILED', { fields: { name: '请写几个字' } }));
    const failure = await call(identityContracts.updateMe, { body: { name: '' } }).catch((thrown) => thrown);
    expect(failure).toBeInstanceOf(AppFailure);
    expect(failure).toMatchObject({
      code: 'VALIDATION_FAILED',
      message: '说明 VALIDATION_FAILED',
      status: 422,
      fields: { name: '请写几个字' },
    });
  });

  it("fails in our words when the answer is a proxy's page", async () => {
    request.mockResolvedValue(ok('<html>Bad gateway</html>', 502));
    const failure = await call(identityContracts.signInDemo, { body: { accountId: 'a'.repeat(24) } }).catch(
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', status: 502 });
  });

  it('repeats a read that found no network', async () => {
    request
      .mockRejectedValueOnce({ errMsg: 'request:fail' })
      .mockResolvedValue(ok({ items: [], next: null }));
    await call(issueContracts.list, { query: {} });
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('never repeats a command by itself', async () => {
    request.mockRejectedValue({ errMsg: 'request:fail timeout' });
    const input = { params: { id: 'a'.repeat(24) }, body: { key: 'key-1234' } };
    const failure = await call(issueContracts.join, input).catch((thrown) => thrown);
    expect(failure).toMatchObject({ code: 'TIMEOUT' });
    expect(request).toHaveBeenCalledTimes(1);
  });
});

describe('a token that ran out', () => {
  it('is renewed once for all who wait, and everybody gets an answer', async () => {
    request.mockImplementation(async ({ url, header }: { url: string; header: Record<string, string> }) => {
      if (url.endsWith('/session/refresh')) return ok(session(2));
      return header.authorization === 'Bearer access-2'
        ? ok({ items: [], next: null })
        : refused(401, 'SESSION_ENDED');
    });
    await Promise.all([
      call(issueContracts.list, { query: { view: 'mine' } }),
      call(issueContracts.list, { query: { view: 'work' } }),
      call(identityContracts.me),
    ]);
    expect(sentTo('/session/refresh')).toHaveLength(1);
    expect(tokens()?.refreshToken).toBe(session(2).refreshToken);
  });

  it('is not renewed again when another tab was faster', async () => {
    request.mockImplementation(async ({ header }: { header: Record<string, string> }) => {
      if (header.authorization === 'Bearer access-1') {
        keepTokens(session(5));
        return refused(401, 'SESSION_ENDED');
      }
      return ok({});
    });
    await call(identityContracts.me);
    expect(sentTo('/session/refresh')).toHaveLength(0);
  });

  it('ends the session when it cannot be renewed', async () => {
    request.mockImplementation(async () => refused(401, 'SESSION_ENDED'));
    await expect(call(identityContracts.me)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(tokens()).toBeNull();
    expect(isSignedIn()).toBe(false);
  });

  it('keeps the session when the network fails while it is renewed', async () => {
    request.mockImplementation(async ({ url }: { url: string }) => {
      if (url.endsWith('/session/refresh')) throw { errMsg: 'request:fail' };
      return refused(401, 'SESSION_ENDED');
    });
    await expect(call(identityContracts.me)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(tokens()).not.toBeNull();
  });

  it('shows a public page as the public sees it once the session has ended', async () => {
    request.mockImplementation(async ({ url, header }: { url: string; header: Record<string, string> }) => {
      if (url.endsWith('/session/refresh') || header.authorization) return refused(401, 'SESSION_ENDED');
      return ok({ items: [], next: null });
    });
    await expect(call(issueContracts.list, { query: {} })).resolves.toEqual({ items: [], next: null });
  });
});
