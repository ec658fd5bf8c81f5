import { inboxContracts } from '@gongzhi/shared/inbox/contract';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import { myDataContracts } from '@gongzhi/shared/my-data/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import { DAY_MS } from '@gongzhi/shared/time';
import { PostModel, type PostRecord } from '../../../api/src/modules/posts/post.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { makeSmallDistrict, placeScope } from '../../support/small-district';

const onStreet: [number, number] = [119.51, 31.71];
const offStreet: [number, number] = [119.51, 31.7115];

let app: TestApp;
let bureau: TestPerson;
let chief: TestPerson;
let chiefPost: string;
let resident: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  bureau = await app.addPerson('韩朗', { role: 'bureau_officer', scope: placeScope('320413') });
  chief = await app.addPerson('罗长庚', { role: 'chief', scope: placeScope('R-1') });
  chiefPost = await postOf(chief);
  resident = await app.addPerson('许知夏');
});
afterAll(() => app?.stop());

const postOf = async ({ accountId }: TestPerson) =>
  String((await PostModel.findOne({ accountId }).lean<PostRecord>())?._id);

const report = (key: string, addressedTo: string, point = onStreet) =>
  app.call(issueContracts.report, {
    as: resident,
    body: { key: `addressed-${key}`, text: '路灯不亮', place: { point }, addressedTo },
  });
const read = async (id: string, as?: TestPerson) =>
  (await app.call(issueContracts.read, { ...(as ? { as } : {}), params: { id } })).body;
const inboxOf = async (as: TestPerson) => {
  await runWorkerOnce();
  return (await app.call(inboxContracts.list, { as, query: {} })).body.items;
};

test('the chief a report is addressed to hears of it, and of how it ends', async () => {
  const sent = await report('first', chiefPost);
  expect(sent.body.warnings).toEqual([]);
  const { id } = sent.body.issue;
  const addressee = { postId: chiefPost, role: 'chief', place: { name: '相府前路' } };
  expect(sent.body.issue.addressedTo).toMatchObject(addressee);
  expect((await read(id, chief)).addressedTo).toMatchObject(addressee);
  expect((await read(id)).addressedTo).toBeNull();
  expect(await inboxOf(chief)).toMatchObject([
    { issueId: id, title: '路灯不亮', text: '有居民把这件上报给您，指挥中心会受理，您可以先去看看' },
  ]);
  await app.call(issueContracts.withdraw, { as: resident, params: { id }, body: { key: 'withdrawn-again' } });
  expect((await inboxOf(chief)).map(({ text }) => text)).toEqual([
    '上报人撤回了案件',
    '有居民把这件上报给您，指挥中心会受理，您可以先去看看',
  ]);
});

test('sent twice, it is one case and one notice', async () => {
  const before = (await inboxOf(chief)).length;
  const first = await report('twice', chiefPost);
  const second = await report('twice', chiefPost);
  expect(second.body).toMatchObject({ repeated: true, issue: { id: first.body.issue.id }, warnings: [] });
  expect(await inboxOf(chief)).toHaveLength(before + 1);
});

test('it is no secret from who asks for their data', async () => {
  const { body } = await app.call(myDataContracts.copy, { as: resident });
  expect(JSON.stringify(body)).toContain('相府前路街巷长');
});

test('who acts for the chief hears of it too', async () => {
  const substitute = await app.addPerson('毕文清');
  const until = new Date(testMorning.getTime() + DAY_MS).toISOString();
  await app.call(postContracts.act, {
    as: bureau,
    params: { id: chiefPost },
    body: { accountId: substitute.accountId, until },
  });
  await report('acting', chiefPost);
  expect(await inboxOf(substitute)).toHaveLength(1);
});

test('off the street it is taken all the same, the reporter is told, and the chief is not', async () => {
  const before = (await inboxOf(chief)).length;
  const sent = await report('off', chiefPost, offStreet);
  expect(sent.status).toBe(201);
  expect(sent.body).toMatchObject({
    issue: { addressedTo: null },
    warnings: ['您指名的人现在不负责这个位置，已照常报给指挥中心'],
  });
  expect((await report('off', chiefPost, offStreet)).body).toMatchObject({
    repeated: true,
    warnings: [expect.stringContaining('不负责')],
  });
  expect(await inboxOf(chief)).toHaveLength(before);
});

test('a post that is not public, does not read reports or is no post is not addressed', async () => {
  const grid = await app.addPerson('丁小满', {
    role: 'grid_worker',
    scope: placeScope('320413001001001'),
  });
  for (const [n, post] of [await postOf(grid), await postOf(bureau), 'f'.repeat(24)].entries()) {
    const sent = await report(`not-${n}`, post);
    expect([sent.status, sent.body.issue.addressedTo, sent.body.warnings.length]).toEqual([201, null, 1]);
  }
  expect(await inboxOf(grid)).toEqual([]);
  expect((await report('no-id', '街巷长')).status).toBe(422);
});

test('a chief who has left is not addressed; who takes the post over is, and hears how older ones end', async () => {
  const { body } = await report('before', chiefPost);
  const next = await app.addPerson('阮清扬');
  const { begun } = (
    await app.call(postContracts.handOver, {
      as: bureau,
      params: { id: chiefPost },
      body: { accountId: next.accountId },
    })
  ).body;
  const late = await report('late', chiefPost);
  expect([late.status, late.body.issue.addressedTo]).toEqual([201, null]);
  expect((await report('new', begun.id)).body.issue.addressedTo?.postId).toBe(begun.id);
  await app.call(issueContracts.withdraw, {
    as: resident,
    params: { id: body.issue.id },
    body: { key: 'withdrawn-last' },
  });
  expect((await inboxOf(next)).map(({ issueId, text }) => [issueId === body.issue.id, text])).toEqual(
    expect.arrayContaining([[true, '上报人撤回了案件']]),
  );
});
