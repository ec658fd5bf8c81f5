import { identityContracts } from '@gongzhi/shared/identity/contract';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { HOUR_MS } from '@gongzhi/shared/time';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';

let app: TestApp;
let administrator: TestPerson;
let resident: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  const bureau = await OrganisationModel.create({
    code: 'BUREAU',
    name: '城市管理局',
    shortName: '城管局',
    kind: 'bureau',
    lines: [],
    placeIds: [],
    createdAt: testMorning,
    updatedAt: testMorning,
  });
  const scope = { kind: 'organisation' as const, id: String(bureau._id) };
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope });
  resident = await app.addPerson('许知夏');
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

const make = (loginName: string, as = administrator) =>
  app.call(identityContracts.createDeskAccount, { as, body: { name: '张三', loginName } });
const tokenOf = (path: string) => new URL(path, 'http://x').searchParams.get('token') ?? '';
const setPassword = (token: string, password = 'correct horse battery') =>
  app.call(identityContracts.setPassword, {
    params: { token },
    body: { password, consent: agreement.version },
  });
const signIn = (loginName: string, password = 'correct horse battery') =>
  app.call(identityContracts.signInDesk, { body: { loginName, password } });

test('made by an administrator, its owner sets the password once with the link', async () => {
  const made = await make('zhangsan');
  expect(made.status).toBe(201);
  const token = tokenOf(made.body.path);
  const stored = await AccountModel.findOne({ loginName: 'zhangsan' }).lean<AccountRecord>();
  expect(JSON.stringify(stored)).not.toContain(token);
  expect((await signIn('zhangsan')).error?.code).toBe('SIGN_IN_FAILED');

  const who = await app.call(identityContracts.readPasswordLink, { params: { token } });
  expect(who.body).toEqual({ name: '张三', loginName: 'zhangsan' });
  expect((await setPassword(token, 'short')).error?.fields).toHaveProperty('password');
  expect((await setPassword(token)).status).toBe(200);
  expect((await setPassword(token)).error?.code).toBe('LINK_EXPIRED');
  expect((await signIn('zhangsan')).status).toBe(200);
  const after = await AccountModel.findOne({ loginName: 'zhangsan' }).lean<AccountRecord>();
  expect(after?.passwordHash).toMatch(/^\$argon2id\$/);
});

test('a wrong password and an unknown name read the same', async () => {
  await make('lisi');
  const answers = [
    await signIn('lisi', 'wrong wrong'),
    await signIn('nobody-here'),
    await signIn('不是登录名'),
  ];
  for (const { status, error } of answers) {
    expect(status).toBe(401);
    expect(error).toMatchObject({ code: 'SIGN_IN_FAILED', message: answers[0]?.error?.message });
  }
});

test('a link is good for three days', async () => {
  const token = tokenOf((await make('wangwu')).body.path);
  app.advance(73 * HOUR_MS);
  expect((await app.call(identityContracts.readPasswordLink, { params: { token } })).status).toBe(410);
  expect((await setPassword(token)).error?.code).toBe('LINK_EXPIRED');
});

test('a new link voids the password and every sign-in', async () => {
  const made = await make('zhaoliu');
  const tokens = (await setPassword(tokenOf(made.body.path))).body;
  const params = { id: made.body.account.id };
  const renewed = await app.call(identityContracts.renewPasswordLink, { as: administrator, params });
  expect(renewed.body.account.passwordSet).toBe(false);
  expect((await signIn('zhaoliu')).error?.code).toBe('SIGN_IN_FAILED');
  const as = { accountId: params.id, name: '', token: tokens.accessToken };
  expect((await app.call(identityContracts.me, { as })).error?.code).toBe('SESSION_ENDED');
});

test('a disabled account is out at once and cannot come back', async () => {
  const made = await make('sunqi');
  const tokens = (await setPassword(tokenOf(made.body.path))).body;
  const params = { id: made.body.account.id };
  const disabled = await app.call(identityContracts.disableDeskAccount, { as: administrator, params });
  expect(disabled.body.disabledAt).toBe(testMorning.toISOString());
  const as = { accountId: params.id, name: '', token: tokens.accessToken };
  expect((await app.call(identityContracts.me, { as })).error?.code).toBe('SESSION_ENDED');
  expect((await signIn('sunqi')).error?.code).toBe('SIGN_IN_FAILED');
  const again = await app.call(identityContracts.disableDeskAccount, { as: administrator, params });
  expect(again.error?.code).toBe('CONFLICT');
  const renewed = await app.call(identityContracts.renewPasswordLink, { as: administrator, params });
  expect(renewed.status).toBe(404);
});

test('a login name is used once, also by two who are fast', async () => {
  const answers = await Promise.all([make('zhouba'), make('zhouba')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await AccountModel.countDocuments({ loginName: 'zhouba' })).toBe(1);
});

test('the list is paged in the order of making and found by part of a name', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(identityContracts.listDeskAccounts, {
      as: administrator,
      query: { limit: 2, cursor },
    });
    seen.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual([...new Set(seen)].sort());
  const found = await app.call(identityContracts.listDeskAccounts, {
    as: administrator,
    query: { q: 'LISI' },
  });
  expect(found.body.items.map(({ loginName }) => loginName)).toEqual(['lisi']);
  const bad = await app.call(identityContracts.listDeskAccounts, {
    as: administrator,
    query: { cursor: 'abc' },
  });
  expect(bad.error?.code).toBe('VALIDATION_FAILED');
});

test('nobody but an administrator manages accounts', async () => {
  const before = await AccountModel.countDocuments({});
  const params = { id: administrator.accountId };
  const refused = [
    await make('intruder', resident),
    await app.call(identityContracts.listDeskAccounts, { as: resident }),
    await app.call(identityContracts.renewPasswordLink, { as: resident, params }),
    await app.call(identityContracts.disableDeskAccount, { as: resident, params }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  const body = { name: '张三', loginName: 'intruder' };
  expect((await app.call(identityContracts.createDeskAccount, { body })).status).toBe(401);
  expect(await AccountModel.countDocuments({})).toBe(before);
});
