import { identityContracts } from '@gongzhi/shared/identity/contract';
import { myDataContracts } from '@gongzhi/shared/my-data/contract';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { HOUR_MS, MINUTE_MS } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { eraseAccountOf } from '../../../api/src/modules/identity/erase-account';
import { identitySetup, setUpIdentity } from '../../../api/src/modules/identity/identity-setup';
import { hashPassword } from '../../../api/src/modules/identity/passwords';
import { SessionModel } from '../../../api/src/modules/identity/session.model';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { ImportModel } from '../../../api/src/modules/imports/import.model';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { ListVersionModel } from '../../../api/src/modules/lists/list-version.model';
import { finishErasures, forgetting } from '../../../api/src/modules/my-data/finish-erasures';
import { PlaceHistoryModel, PlaceModel } from '../../../api/src/modules/places/place.model';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { clock } from '../../../api/src/platform/clock';
import { planOf } from '../../support/explain';
import { aMorning, aReport, caseAt, done, newKey, openWorld, stored, type World } from '../issues/world';

const NAME = '欧阳若兰';
const PHONE = '13987654321';
const CONFIRM = { confirm: '注销账号' };

let world: World;
/** Who signs in with WeChat here: the code is the openid. */
const openidOf = (code: string) => code.replace(/#.*/, '');
beforeAll(async () => {
  world = await openWorld();
  setUpIdentity({
    ...identitySetup(),
    wechat: {
      codeToIdentity: async (code: string) => ({
        openid: openidOf(code),
        unionid: `union-${openidOf(code)}`,
      }),
    },
  });
}, 60_000);
beforeEach(() => world.clear());
afterAll(() => world.close());

async function post(token: string | null, path: string, body: object, method = 'POST') {
  const response = await fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
const enter = (openid: string) =>
  post(null, identityContracts.signInWechat.path, { code: openid, consent: agreement.version });
const erase = (token: string, more: object) =>
  post(token, myDataContracts.erase.path, { ...CONFIRM, ...more });

/** A resident with everything a resident leaves behind: name, phone, a case, a joining, a rating, a complaint. */
async function resident(openid: string) {
  const { body } = await enter(openid);
  const token: string = body.accessToken;
  await post(token, '/me', { name: NAME, phone: PHONE }, 'PUT');
  const account = await AccountModel.findOne({ openid }).lean<AccountRecord>();
  const accountId = String(account?._id);
  const report = await post(token, '/issues', aReport({ shareContact: true }));
  const joined = await caseAt(world, 'accepted');
  await post(token, `/issues/${joined}/join`, { key: newKey() });
  await post(token, '/complaints', { key: newKey(), reason: 'other', words: '有话说' });
  return {
    token,
    accountId,
    refreshToken: body.refreshToken,
    issueId: report.body.issue.id as string,
    joined,
  };
}

/** Every document of every collection as one text. */
async function wholeDatabase(): Promise<string> {
  const collections = await mongoose.connection.listCollections();
  const all = await Promise.all(
    collections.map(({ name }) => mongoose.connection.collection(name).find({}).toArray()),
  );
  return JSON.stringify(all);
}

/** Which of these the database still holds: told by name, not by printing the database. */
async function tracesOf(...traces: string[]): Promise<string[]> {
  const whole = await wholeDatabase();
  return traces.filter((trace) => whole.includes(trace));
}

/** How often the number of the account is in the database: once, on the record that says it was erased. */
const mentions = async (accountId: string) => (await wholeDatabase()).split(accountId).length - 1;

async function settle(): Promise<void> {
  await runWorkerOnce();
  world.setNow(new Date(clock.now().getTime() + 11 * MINUTE_MS));
  await runWorkerOnce();
}

test('after it nothing in the whole database says who it was; the cases stay', async () => {
  const { token, accountId, issueId, joined } = await resident('openid-lan');
  await runWorkerOnce();
  expect(await tracesOf(NAME, 'openid-lan')).toEqual([NAME, 'openid-lan']);

  expect((await erase(token, { code: 'openid-lan#2' })).status).toBe(204);
  await settle();
  expect(await tracesOf(NAME, PHONE, 'openid-lan')).toEqual([]);
  expect(await mentions(accountId)).toBe(1);

  const issue = await stored(issueId);
  expect(issue).toMatchObject({
    reporterId: null,
    followerIds: [],
    shareContact: false,
    text: '路边有一堆垃圾没人收',
  });
  expect(issue.timeline[0]?.by).toMatchObject({ accountId: null, name: null, as: 'reporter' });
  expect((await stored(joined)).joinCount).toBe(1);
  expect((await world.call('dispatcher', 'GET', `/issues/${issueId}`)).body.reporter).toBeNull();
  const account = await AccountModel.findById(accountId).lean<AccountRecord>();
  // Of the account nothing is left but that it was, and that it was erased.
  expect(account).toEqual({
    _id: account?._id,
    schemaVersion: 1,
    kind: 'wechat',
    name: '（已注销）',
    disabledAt: aMorning,
    createdAt: aMorning,
    updatedAt: aMorning,
    erased: { at: aMorning, by: 'owner', finishedAt: clock.now() },
  });
});

test('every sign-in ends at once, and the case goes on with who works on it', async () => {
  const { token, refreshToken, issueId, accountId } = await resident('openid-out');
  const elsewhere = await startSession(accountId, clock.now(), 'another telephone');
  await erase(token, { code: 'openid-out' });
  for (const each of [token, elsewhere.accessToken]) {
    const reply = await post(each, '/inbox/read', {});
    expect([reply.status, reply.body.error.code]).toEqual([401, 'SESSION_ENDED']);
  }
  expect((await post(null, '/session/refresh', { refreshToken })).status).toBe(401);
  await settle();
  expect(await SessionModel.countDocuments({ accountId })).toBe(0);
  world.setNow(aMorning);
  const refuse = { reason: 'other', words: '不归本区' };
  expect((await done(world, 'dispatcher', issueId, 'refuse', refuse)).issue.state).toBe('refused');
});

test('the same WeChat user comes back as a new person', async () => {
  const { token, accountId } = await resident('openid-back');
  await erase(token, { code: 'openid-back' });
  // At once, before the worker has done anything.
  const again = await enter('openid-back');
  expect(again.status).toBe(200);
  const account = await AccountModel.findOne({ openid: 'openid-back' }).lean<AccountRecord>();
  expect(String(account?._id)).not.toBe(accountId);
  const mine = await fetch(`${world.url}/api/v1/issues?view=mine`, {
    headers: { authorization: `Bearer ${again.body.accessToken}` },
  });
  expect((await mine.json()).items).toEqual([]);
});

test('twice at once is once', async () => {
  const { token, accountId } = await resident('openid-two');
  const replies = await Promise.all([1, 2].map(() => erase(token, { code: 'openid-two' })));
  for (const { status } of replies) expect([204, 401]).toContain(status);
  expect(replies.some(({ status }) => status === 204)).toBe(true);
  const account = await AccountModel.findById(accountId).lean<AccountRecord>();
  expect(account?.erased).toMatchObject({ by: 'owner', at: aMorning });
});

test('not without the words, nor as another WeChat user, nor without being signed in', async () => {
  const { token, accountId } = await resident('openid-stays');
  const refused = [
    await post(token, '/me/erase', { code: 'openid-stays' }),
    await post(token, '/me/erase', { confirm: '删', code: 'openid-stays' }),
    await erase(token, {}),
    await erase(token, { code: 'openid-other' }),
    await post(null, '/me/erase', CONFIRM),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 403, 401]);
  expect(refused[2]?.body.error.fields).toHaveProperty('code');
  expect(await AccountModel.findById(accountId).lean()).toMatchObject({ name: NAME, openid: 'openid-stays' });
  expect((await erase(token, { code: 'openid-stays' })).status).toBe(204);
});

test('a desk account shows its password', async () => {
  const account = await AccountModel.create({
    kind: 'desk',
    name: NAME,
    loginName: 'ouyang',
    passwordHash: await hashPassword('a long password'),
    consents: [{ version: agreement.version, at: aMorning }],
    createdAt: aMorning,
    updatedAt: aMorning,
  });
  const { accessToken } = await startSession(String(account._id), clock.now(), 'test');
  const wrong = await erase(accessToken, { password: 'another password' });
  expect([wrong.status, wrong.body.error.fields]).toEqual([422, { password: '密码不对' }]);
  expect((await erase(accessToken, { password: 'a long password' })).status).toBe(204);
  await settle();
  expect(await tracesOf(NAME, 'ouyang')).toEqual([]);
  world.setNow(aMorning);
  const listed = await world.call('administrator', 'GET', '/desk-accounts');
  expect(JSON.stringify(listed.body)).not.toContain(String(account._id));
});

test('not while holding a post: it says which', async () => {
  const before = await AccountModel.findById(world.personIds.grid).lean();
  const reply = await world.call('grid', 'POST', '/me/erase', CONFIRM);
  expect([reply.status, reply.body.error.code]).toEqual([409, 'POSTS_HELD']);
  expect(reply.body.error.details.posts).toEqual(['地westCell网格员']);
  await expect(eraseAccountOf(String(world.personIds.grid), clock.now())).rejects.toThrow('POSTS_HELD');
  expect(await AccountModel.findById(world.personIds.grid).lean()).toEqual(before);
});

test('who worked on cases and left is named nowhere, neither in cases nor in the history of posts', async () => {
  const { accountId, accessToken } = await workedAndLeft();
  const id = await caseAt(world, 'reported');
  // Something they did in their post, in a case nobody finds by reporter.
  await IssueModel.updateOne(
    { _id: id },
    {
      $set: {
        'timeline.0.by': { accountId: new mongoose.Types.ObjectId(accountId), as: 'dispatcher', name: NAME },
      },
    },
  );
  await PostModel.updateOne(
    { accountId: world.personIds.grid },
    { $set: { appointedBy: { accountId: new mongoose.Types.ObjectId(accountId), name: NAME } } },
  );
  const by = { accountId: new mongoose.Types.ObjectId(accountId), name: NAME };
  await PlaceModel.updateOne({ code: 'westCell' }, { $set: { lastChange: { by } } });
  await PlaceHistoryModel.collection.insertOne({ _id: 'westCell:1', by } as never);
  await ListVersionModel.collection.insertOne({ publishedBy: by } as never);
  await ImportModel.collection.insertOne({ by } as never);
  expect((await erase(accessToken, {})).status).toBe(204);
  await settle();
  expect(await tracesOf(NAME)).toEqual([]);
  expect((await stored(id)).timeline[0]?.by).toMatchObject({ as: 'dispatcher', accountId: null, name: null });
});

async function workedAndLeft() {
  const account = await AccountModel.create({
    kind: 'desk',
    name: NAME,
    consents: [{ version: agreement.version, at: aMorning }],
    createdAt: aMorning,
    updatedAt: aMorning,
  });
  const accountId = String(account._id);
  await PostModel.create({
    accountId,
    role: 'dispatcher',
    scopeKind: 'place',
    scopeId: world.placeIds.district,
    title: '派遣员',
    from: new Date(aMorning.getTime() - 9 * HOUR_MS),
    endedAt: new Date(aMorning.getTime() - HOUR_MS),
    appointedBy: { accountId: null, name: '测试' },
    createdAt: aMorning,
  });
  const { accessToken } = await startSession(accountId, clock.now(), 'test');
  return { accountId, accessToken };
}

test.each(Object.keys(forgetting))('killed in the middle of “%s”, it ends the same', async (name) => {
  const openid = `openid-killed-${name}`;
  const { token, accountId } = await resident(openid);
  await runWorkerOnce();
  await erase(token, { code: openid });
  const forget = forgetting[name] as (typeof forgetting)[string];
  forgetting[name] = async (...given) => {
    await forget(...given);
    throw new Error('killed');
  };
  try {
    await finishErasures(clock.now());
  } finally {
    forgetting[name] = forget;
  }
  expect((await AccountModel.findById(accountId).lean<AccountRecord>())?.erased?.finishedAt).toBeUndefined();
  world.setNow(new Date(clock.now().getTime() + 2 * MINUTE_MS));
  await settle();
  expect(await tracesOf(NAME, openid)).toEqual([]);
  expect(await mentions(accountId)).toBe(1);
});

test('what a request under way wrote afterwards is found by the second look', async () => {
  const { token, accountId, issueId } = await resident('openid-late');
  await erase(token, { code: 'openid-late' });
  await runWorkerOnce();
  const id = new mongoose.Types.ObjectId(accountId);
  await IssueModel.updateOne({ _id: issueId }, { $set: { reporterId: id, followerIds: [id] } });
  world.setNow(new Date(clock.now().getTime() + 11 * MINUTE_MS));
  await runWorkerOnce();
  expect(await stored(issueId)).toMatchObject({ reporterId: null, followerIds: [] });
});

test('erasures that are due come out of an index', async () => {
  const query = AccountModel.find({ 'erased.due': { $lte: aMorning } }).sort({ 'erased.due': 1 });
  const { stages } = await planOf(query.lean() as never);
  expect(stages).toContain('IXSCAN');
  expect(stages).not.toContain('SORT');
});
