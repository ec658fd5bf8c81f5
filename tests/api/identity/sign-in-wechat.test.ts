import { identityContracts } from '@gongzhi/shared/identity/contract';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { SessionModel } from '../../../api/src/modules/identity/session.model';
import { createWechatClient } from '../../../api/src/platform/wechat/wechat-client';
import { startTestApp, type TestApp } from '../../support/app';
import { startWechatSimulator, type WechatSimulator } from '../../support/wechat-simulator';

let wechat: WechatSimulator;
let app: TestApp;
beforeAll(async () => {
  wechat = await startWechatSimulator('wx0123456789abcdef', 'a-simulated-secret');
  app = await startTestApp({
    DEMO: '0',
    SECRET_KEY: 'k'.repeat(40),
    WECHAT_APP_ID: 'wx0123456789abcdef',
    WECHAT_APP_SECRET: 'a-simulated-secret',
    WECHAT_API_BASE: wechat.base,
  });
});
afterAll(async () => {
  await app?.stop();
  await wechat?.stop();
});

const signIn = (code: string, consent: 1 | undefined = agreement.version) =>
  app.call(identityContracts.signInWechat, { body: { code, consent } });

test('a first sign-in makes the account, a second one finds it, and the session key is nowhere', async () => {
  const first = await signIn(wechat.code('openid-a', 'union-a'));
  expect(first.status).toBe(200);
  expect(JSON.stringify(first.body)).not.toContain('tiihtNczf5v6AKRyjwEUhQ');
  await signIn(wechat.code('openid-a', 'union-a'));
  const accounts = await AccountModel.find({ openid: 'openid-a' }).lean<AccountRecord[]>();
  expect(accounts).toHaveLength(1);
  expect(accounts[0]).toMatchObject({ kind: 'wechat', unionid: 'union-a' });
  const kept = JSON.stringify([accounts, await SessionModel.find({}).lean()]);
  expect(kept).not.toContain('tiihtNczf5v6AKRyjwEUhQ');
  expect(kept).not.toContain(first.body.refreshToken);
});

test('twelve first sign-ins of one person at once make one account', async () => {
  const codes = Array.from({ length: 12 }, () => wechat.code('openid-many'));
  const answers = await Promise.all(codes.map((code) => signIn(code)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  expect(await AccountModel.countDocuments({ openid: 'openid-many' })).toBe(1);
});

test('an unknown code and a used one are the same to the person', async () => {
  expect((await signIn('never-made')).error?.code).toBe('WECHAT_CODE_INVALID');
  const code = wechat.code('openid-b');
  await signIn(code);
  expect((await signIn(code)).error?.code).toBe('WECHAT_CODE_INVALID');
});

test('a busy platform is asked again; one that stays busy is said to be unavailable', async () => {
  wechat.next(-1, -1);
  expect((await signIn(wechat.code('openid-c'))).status).toBe(200);
  wechat.next(-1, -1, -1);
  const before = wechat.asked.length;
  const refused = await signIn(wechat.code('openid-d'));
  expect(refused.error?.code).toBe('WECHAT_UNAVAILABLE');
  expect(refused.status).toBe(503);
  expect(wechat.asked.length - before).toBe(3);
});

test.each([
  ['too often', 45011, 'RATE_LIMITED'],
  ['a high-risk user', 40226, 'FORBIDDEN'],
  ['a wrong secret', 40125, 'WECHAT_UNAVAILABLE'],
] as const)('%s: %i becomes %s and is not tried again', async (_, errcode, code) => {
  wechat.next(errcode);
  const before = wechat.asked.length;
  expect((await signIn(wechat.code('openid-e'))).error?.code).toBe(code);
  expect(wechat.asked.length - before).toBe(1);
});

test.each([
  ['an error page', '<html><body>502 Bad Gateway</body></html>'],
  ['half an answer', '{"openid":"o'],
  ['an answer without an openid', '{"session_key":"x"}'],
  ['a list', '[1]'],
])('%s is no answer', async (_, text) => {
  wechat.next(text, text, text);
  expect((await signIn(wechat.code('openid-f'))).error?.code).toBe('WECHAT_UNAVAILABLE');
  expect(await AccountModel.countDocuments({ openid: 'openid-f' })).toBe(0);
});

test('a platform that does not answer is given up on, and no error carries the secret', async () => {
  const client = createWechatClient({
    appId: 'wx0123456789abcdef',
    appSecret: 'a-simulated-secret',
    apiBase: wechat.base,
    timeoutMs: 80,
    backoffMs: [5],
  });
  wechat.next('silence', 'silence');
  const failure = await client.codeToIdentity(wechat.code('openid-g')).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'WECHAT_UNAVAILABLE' });
  expect(String((failure as Error).stack) + String((failure as Error).cause)).not.toContain(
    'a-simulated-secret',
  );
});

test('the list of people is for demonstrations only', async () => {
  expect((await app.call(identityContracts.demoPeople)).error?.code).toBe('DEMO_ONLY');
  const { error } = await app.call(identityContracts.signInDemo, { body: { accountId: 'a'.repeat(24) } });
  expect(error?.code).toBe('DEMO_ONLY');
});
