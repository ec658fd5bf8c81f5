import { complaintContracts } from '@gongzhi/shared/complaints/contract';
import { identityContracts } from '@gongzhi/shared/identity/contract';
import { inboxContracts } from '@gongzhi/shared/inbox/contract';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { startWechatSimulator, type WechatSimulator } from '../../support/wechat-simulator';

let wechat: WechatSimulator;
let app: TestApp;
let person: TestPerson;
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
beforeEach(async () => {
  app.setTime(testMorning);
  person = await app.addPerson('许知夏');
});
afterAll(async () => {
  await app?.stop();
  await wechat?.stop();
});

/** As if the text had got a new version since. */
const outdate = () =>
  AccountModel.updateOne(
    { _id: person.accountId },
    { $set: { consents: [{ version: 0, at: testMorning }] } },
  );
const consentsOf = async (id: string) => (await AccountModel.findById(id).lean<AccountRecord>())?.consents;
const rename = () => app.call(identityContracts.updateMe, { as: person, body: { name: '新名' } });
const agree = () => app.call(identityContracts.consent, { as: person, body: { version: agreement.version } });
const complaint = { key: 'a-complaint', reason: 'other', words: '有话说' } as const;

test('without consent to the present version nothing is written', async () => {
  await outdate();
  const refused = [await rename(), await app.call(complaintContracts.make, { as: person, body: complaint })];
  for (const { status, error } of refused) {
    expect([status, error?.code]).toEqual([403, 'CONSENT_NEEDED']);
  }
  expect((await AccountModel.findById(person.accountId).lean<AccountRecord>())?.name).toBe('许知夏');
});

test('reading, marking as read and leaving need none', async () => {
  await outdate();
  expect((await app.call(identityContracts.me, { as: person })).body.consent).toEqual({
    version: 0,
    at: testMorning.toISOString(),
  });
  expect((await app.call(inboxContracts.read, { as: person, body: {} })).status).toBe(200);
  expect((await app.call(identityContracts.signOut, { as: person })).status).toBe(204);
});

test('who agrees goes on, and it is kept with its version and time; twice is once', async () => {
  await outdate();
  app.advance(1000);
  const [first] = await Promise.all([agree(), agree()]);
  const at = new Date(testMorning.getTime() + 1000);
  expect(first.body.consent).toEqual({ version: agreement.version, at: at.toISOString() });
  await agree();
  expect(await consentsOf(person.accountId)).toEqual([
    { version: 0, at: testMorning },
    { version: agreement.version, at },
  ]);
  expect((await rename()).status).toBe(200);
});

test('another version than the one in force is no consent', async () => {
  await outdate();
  const body = { version: agreement.version + 1 } as never;
  const { status, error } = await app.call(identityContracts.consent, { as: person, body });
  expect([status, Object.keys(error?.fields ?? {})]).toEqual([422, ['version']]);
  expect(await consentsOf(person.accountId)).toHaveLength(1);
  const nobody = await app.call(identityContracts.consent, { body: { version: agreement.version } });
  expect(nobody.status).toBe(401);
});

test('a WeChat user who has not agreed gets no account and no session', async () => {
  const refused = await app.call(identityContracts.signInWechat, { body: { code: wechat.code('openid-x') } });
  expect([refused.status, refused.error?.code]).toEqual([403, 'CONSENT_NEEDED']);
  expect(await AccountModel.countDocuments({ openid: 'openid-x' })).toBe(0);

  const body = { code: wechat.code('openid-x'), consent: agreement.version };
  expect((await app.call(identityContracts.signInWechat, { body })).status).toBe(200);
  const account = await AccountModel.findOne({ openid: 'openid-x' }).lean<AccountRecord>();
  expect(account?.consents).toEqual([{ version: agreement.version, at: testMorning }]);
  // Agreed to before: the code alone will do.
  const again = await app.call(identityContracts.signInWechat, { body: { code: wechat.code('openid-x') } });
  expect(again.status).toBe(200);
});

test('a WeChat user is asked again at the sign-in after the version rose', async () => {
  const body = () => ({ code: wechat.code('openid-y'), consent: agreement.version });
  await app.call(identityContracts.signInWechat, { body: body() });
  await AccountModel.updateOne({ openid: 'openid-y' }, { $set: { 'consents.0.version': 0 } });
  const refused = await app.call(identityContracts.signInWechat, { body: { code: wechat.code('openid-y') } });
  expect(refused.error?.code).toBe('CONSENT_NEEDED');
  expect((await app.call(identityContracts.signInWechat, { body: body() })).status).toBe(200);
  const account = await AccountModel.findOne({ openid: 'openid-y' }).lean<AccountRecord>();
  expect(account?.consents?.map(({ version }) => version)).toEqual([0, agreement.version]);
});
