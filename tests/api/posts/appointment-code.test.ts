import { identityContracts } from '@gongzhi/shared/identity/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { MINUTE_MS } from '@gongzhi/shared/time';
import { AccountModel } from '../../../api/src/modules/identity/account.model';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { makeSmallDistrict, placeScope } from '../../support/small-district';

let app: TestApp;
let bureau: TestPerson;
let wechat: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  bureau = await app.addPerson('韩朗', { role: 'bureau_officer', scope: placeScope('320413') });
  wechat = await fromWechat('罗长庚');
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

async function fromWechat(name: string): Promise<TestPerson> {
  const now = clock.now();
  const account = await AccountModel.create({
    kind: 'wechat',
    name,
    openid: `openid-${name}`,
    consents: [{ version: agreement.version, at: now }],
    createdAt: now,
    updatedAt: now,
  });
  const accountId = String(account._id);
  return { accountId, name, token: (await startSession(accountId, now, 'test')).accessToken };
}

const newCode = async (as: TestPerson) => (await app.call(identityContracts.appointmentCode, { as })).body;
const find = (q: string, as = bureau) => app.call(postContracts.findPeople, { as, query: { q } });

test('who signs in with WeChat is found by the code they show, and by nothing else', async () => {
  expect((await find('罗长庚')).body.items).toEqual([]);
  const { code, until } = await newCode(wechat);
  expect(code).toMatch(/^\d{8}$/);
  expect(until).toBe(new Date(testMorning.getTime() + 15 * MINUTE_MS).toISOString());
  const found = [{ id: wechat.accountId, name: '罗长庚', note: '出示报到码' }];
  expect((await find(code)).body.items).toEqual(found);
  expect((await find(`${code.slice(0, 4)} ${code.slice(4)}`)).body.items).toEqual(found);
  expect((await find(code.slice(0, 7))).body.items).toEqual([]);
  const appointed = await app.call(postContracts.appoint, {
    as: bureau,
    body: { accountId: wechat.accountId, role: 'chief', scope: placeScope('R-1') },
  });
  expect(appointed.status).toBe(201);
});

test('a code counts for a quarter of an hour, and a new one takes its place', async () => {
  const first = await newCode(wechat);
  const second = await newCode(wechat);
  expect((await find(first.code)).body.items).toEqual([]);
  expect((await find(second.code)).body.items).toHaveLength(1);
  app.advance(15 * MINUTE_MS);
  // A sign-in runs out by then, too.
  const { accessToken } = await startSession(bureau.accountId, clock.now(), 'test');
  expect((await find(second.code, { ...bureau, token: accessToken })).body.items).toEqual([]);
});

test('only who appoints may look, and the digits are not stored', async () => {
  const { code } = await newCode(wechat);
  expect((await find(code, wechat)).status).toBe(403);
  const resident = await fromWechat('许知夏');
  expect((await find(code, resident)).status).toBe(403);
  expect((await app.call(identityContracts.appointmentCode)).status).toBe(401);
  const stored = await AccountModel.findById(wechat.accountId).lean();
  expect(JSON.stringify(stored)).not.toContain(code);
});

test('somebody out of use is not found', async () => {
  const { code } = await newCode(wechat);
  await AccountModel.updateOne({ _id: wechat.accountId }, { $set: { disabledAt: clock.now() } });
  expect((await find(code)).body.items).toEqual([]);
});
