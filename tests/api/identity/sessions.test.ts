import { identityContracts } from '@gongzhi/shared/identity/contract';
import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import { DAY_MS, MINUTE_MS } from '@gongzhi/shared/time';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';

let app: TestApp;
let person: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  person = await app.addPerson('许知夏');
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

const start = () => startSession(person.accountId, clock.now(), 'test');
const me = (tokens: SessionTokens) =>
  app.call(identityContracts.me, { as: { ...person, token: tokens.accessToken } });
const refresh = (refreshToken: string) => app.call(identityContracts.refresh, { body: { refreshToken } });

test('an access token lasts a quarter of an hour', async () => {
  const tokens = await start();
  expect((await me(tokens)).body).toMatchObject({
    id: person.accountId,
    name: '许知夏',
    posts: [],
    desks: [],
  });
  app.advance(14 * MINUTE_MS);
  expect((await me(tokens)).status).toBe(200);
  app.advance(2 * MINUTE_MS);
  expect((await me(tokens)).error?.code).toBe('SESSION_ENDED');
});

test('a token that was changed, is of another kind or is missing opens nothing', async () => {
  const { accessToken, refreshToken } = await start();
  const [head, payload, signature] = accessToken.split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const token of [`${head}.${payload}x.${signature}`, `${none}.${payload}.`, refreshToken]) {
    const { error } = await app.call(identityContracts.me, { as: { ...person, token } });
    expect(error?.code).toBe('SESSION_ENDED');
  }
  expect((await app.call(identityContracts.me)).error?.code).toBe('NOT_SIGNED_IN');
});

test('a refresh gives the next pair; the answer that was lost is given again for ten seconds', async () => {
  const first = await start();
  app.advance(20 * MINUTE_MS);
  const second = (await refresh(first.refreshToken)).body;
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.accountId).toBe(person.accountId);
  app.advance(5_000);
  expect((await refresh(first.refreshToken)).body.refreshToken).toBe(second.refreshToken);
  expect((await me(second)).status).toBe(200);
});

test('a refresh token used again later ends the whole sign-in', async () => {
  const first = await start();
  const second = (await refresh(first.refreshToken)).body;
  app.advance(MINUTE_MS);
  expect((await refresh(first.refreshToken)).error?.code).toBe('SESSION_ENDED');
  expect((await refresh(second.refreshToken)).error?.code).toBe('SESSION_ENDED');
  expect((await me(second)).error?.code).toBe('SESSION_ENDED');
});

test('eight refreshes at once all get the same next token', async () => {
  const { refreshToken } = await start();
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
  expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
});

test('a made-up refresh token does not end somebody else’s sign-in', async () => {
  const tokens = await start();
  const [id] = tokens.refreshToken.split('.');
  expect((await refresh(`${id}.0.${'A'.repeat(43)}`)).error?.code).toBe('SESSION_ENDED');
  expect((await me(tokens)).status).toBe(200);
});

test('a sign-in that nobody used for thirty days is over', async () => {
  const { refreshToken } = await start();
  app.advance(31 * DAY_MS);
  expect((await refresh(refreshToken)).error?.code).toBe('SESSION_ENDED');
});

test('signing out ends this sign-in and no other', async () => {
  const [one, other] = [await start(), await start()];
  const { status } = await app.call(identityContracts.signOut, { as: { ...person, token: one.accessToken } });
  expect(status).toBe(204);
  expect((await me(one)).error?.code).toBe('SESSION_ENDED');
  expect((await refresh(one.refreshToken)).error?.code).toBe('SESSION_ENDED');
  expect((await me(other)).status).toBe(200);
});

test('a phone number is stored encrypted and shown masked', async () => {
  const tokens = await start();
  const as = { ...person, token: tokens.accessToken };
  const changed = await app.call(identityContracts.updateMe, {
    as,
    body: { name: '小夏', phone: '13812341234' },
  });
  expect(changed.body).toMatchObject({ name: '小夏', phoneMasked: '138****1234' });
  const stored = await AccountModel.findById(person.accountId).lean<AccountRecord>();
  expect(stored?.phone).toMatch(/^v1\./);
  expect(JSON.stringify(stored)).not.toContain('13812341234');
  const cleared = await app.call(identityContracts.updateMe, { as, body: { phone: null } });
  expect(cleared.body.phoneMasked).toBeNull();
  const wrong = await app.call(identityContracts.updateMe, { as, body: { phone: '12345' } });
  expect(wrong.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { phone: '手机号应为 11 位' } });
});
