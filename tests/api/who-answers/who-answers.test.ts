import { issueContracts } from '@gongzhi/shared/issues/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import type { PostRole, PostScope } from '@gongzhi/shared/posts/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import { whoAnswersContracts } from '@gongzhi/shared/who-answers/contract';
import { RollupModel } from '../../../api/src/modules/figures/rollup.model';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { importOrganisations } from '../../../api/src/modules/organisations/import-organisations';
import { PostModel, type PostRecord } from '../../../api/src/modules/posts/post.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { makeSmallDistrict, placeScope } from '../../support/small-district';
import { picture, sendFile } from '../issues/world';

/** On 相府前路, in the community and its first cell; and off every street. */
const onStreet = { lng: 119.51, lat: 31.71 };
const offStreet = { lng: 119.51, lat: 31.7115 };
const elsewhere = { lng: 119.58, lat: 31.78 };

let app: TestApp;
let bureau: TestPerson;
let resident: TestPerson;
const ids: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  await importOrganisations(
    [
      {
        code: 'W-1',
        name: '东门社区居民委员会',
        shortName: '东门居委会',
        kind: 'committee',
        placeCodes: ['320413001001'],
      },
    ],
    { dryRun: false },
    testMorning,
  );
  bureau = await app.addPerson('韩朗', { role: 'bureau_officer', scope: placeScope('320413') });
  resident = await app.addPerson('许知夏');
  await hold('chief', '罗长庚', 'chief', placeScope('R-1'));
  await hold('grid', '丁小满', 'grid_worker', placeScope('320413001001001'));
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

async function hold(key: string, name: string, role: PostRole, scope: PostScope): Promise<TestPerson> {
  const person = await app.addPerson(name, { role, scope });
  const post = await PostModel.findOne({ accountId: person.accountId }).lean<PostRecord>();
  ids[key] = String(post?._id);
  return person;
}

const at = (query: { lng: number; lat: number }) => app.call(whoAnswersContracts.at, { query });

test('who answers for a point, as anybody may know it', async () => {
  const { body, headers } = await at(onStreet);
  expect(headers.get('Cache-Control')).toBe('public, max-age=60');
  expect(body).toMatchObject({
    inside: true,
    cards: [
      {
        role: 'chief',
        name: '罗长庚',
        title: '相府前路街巷长',
        place: { name: '相府前路', kind: 'road' },
        since: testMorning.toISOString(),
        acting: null,
      },
    ],
    vacant: [],
    nearestStreet: null,
    community: { place: { name: '东门社区' }, committee: { name: '东门社区居民委员会' } },
  });
  // A grid worker is shown once the bureau publishes the card, and never anything but what the view lists.
  expect(Object.keys(body.cards[0] ?? {}).sort()).toEqual(
    ['acting', 'name', 'photo', 'place', 'postId', 'role', 'since', 'title'].sort(),
  );
});

test('a point on no street hears of the nearest chief; outside the district there is nobody', async () => {
  const { body } = await at(offStreet);
  expect(body.cards).toEqual([]);
  expect(body.nearestStreet).toMatchObject({ card: { name: '罗长庚' } });
  expect(body.nearestStreet?.metres).toBeGreaterThan(100);
  const out = await at({ lng: 120.5, lat: 31.7 });
  expect(out.body).toMatchObject({ inside: false, cards: [], community: null });
  expect((await at({ lng: 300, lat: 0 })).status).toBe(422);
});

test('a street without a chief says so, as the street’s own page does', async () => {
  const { body } = await app.call(whoAnswersContracts.place, { params: { id: placeScope('R-2').id } });
  expect(body.vacant).toMatchObject([{ role: 'chief', place: { name: '金坛大道' } }]);
  const led = await app.call(whoAnswersContracts.place, { params: { id: placeScope('R-1').id } });
  expect(led.body).toMatchObject({ vacant: [], cards: [{ name: '罗长庚' }], address: '相府前路' });
  expect((await app.call(whoAnswersContracts.place, { params: { id: 'f'.repeat(24) } })).status).toBe(404);
  expect((await at(elsewhere)).body.community).toBeNull();
});

test('the bureau publishes a card, changes it and takes it back', async () => {
  const grid = ids.grid ?? '';
  const params = { id: grid };
  const before = await app.call(whoAnswersContracts.readCard, { as: bureau, params });
  expect(before.body).toEqual({ published: false, intro: '', photo: null, publicPhone: null });
  expect((await app.call(whoAnswersContracts.card, { params })).status).toBe(404);

  const uploaded = await sendFile(app.base, bureau.token, await picture());
  const body = {
    published: true,
    intro: '每天上午在网格里',
    photoId: uploaded.body.id,
    publicPhone: '0519-12319',
  };
  const set = await app.call(whoAnswersContracts.editCard, { as: bureau, params, body });
  expect(set.body).toMatchObject({ published: true, photo: { id: uploaded.body.id } });
  const card = (await app.call(whoAnswersContracts.card, { params })).body;
  expect(card).toMatchObject({
    name: '丁小满',
    intro: '每天上午在网格里',
    publicPhone: '0519-12319',
    lastMonth: null,
  });
  expect((await fetch(app.base + card.photo?.thumb)).status).toBe(200);
  expect((await at(onStreet)).body.cards.map(({ name }) => name)).toEqual(['罗长庚', '丁小满']);

  const hidden = await app.call(whoAnswersContracts.editCard, {
    as: bureau,
    params,
    body: { published: false },
  });
  expect(hidden.body).toEqual({ published: false, intro: '', photo: null, publicPhone: null });
  expect((await at(onStreet)).body.cards.map(({ name }) => name)).toEqual(['罗长庚']);
});

test('a card is not for everybody to set', async () => {
  const params = { id: ids.chief ?? '' };
  const body = { published: false };
  const edit = (as: TestPerson | undefined, more: object = {}, id = params.id) =>
    app.call(whoAnswersContracts.editCard, { as, params: { id }, body: { ...body, ...more } });
  const somebodyElses = await sendFile(app.base, resident.token, await picture());
  expect((await edit(undefined)).status).toBe(401);
  expect((await edit(resident)).status).toBe(403);
  expect((await edit(bureau, {}, 'f'.repeat(24))).status).toBe(404);
  expect((await edit(bureau, { publicPhone: '打我电话' })).status).toBe(422);
  expect((await edit(bureau, { photoId: somebodyElses.body.id })).error?.code).toBe('PICTURE_NOT_FOUND');
  expect((await app.call(whoAnswersContracts.readCard, { as: resident, params })).status).toBe(403);
  expect((await PostModel.findById(params.id).lean<PostRecord>())?.card).toBeUndefined();
});

test('who stands in is on the card, until the day it ends', async () => {
  const substitute = await app.addPerson('毕文清');
  const until = new Date(testMorning.getTime() + 3 * DAY_MS).toISOString();
  await app.call(postContracts.act, {
    as: bureau,
    params: { id: ids.chief ?? '' },
    body: { accountId: substitute.accountId, until },
  });
  expect((await at(onStreet)).body.cards).toMatchObject([
    { name: '罗长庚', acting: { name: '毕文清', until } },
  ]);
  expect(
    (await app.call(whoAnswersContracts.card, { params: { id: ids.chief ?? '' } })).body.acting?.name,
  ).toBe('毕文清');
  app.setTime(new Date(until));
  expect((await at(onStreet)).body.cards).toMatchObject([{ name: '罗长庚', acting: null }]);
});

test('last month’s figures are those of the street, counted from its cases', async () => {
  app.setTime(new Date('2026-10-12T02:00:00Z'));
  const early = await app.addPerson('林小满');
  for (const lng of [119.51, 119.52, 119.53]) {
    const sent = await app.call(issueContracts.report, {
      as: early,
      body: { key: `month-${Math.round(lng * 100)}`, text: '路面破了', place: { point: [lng, 31.71] } },
    });
    expect(sent.status).toBe(201);
  }
  await runWorkerOnce();
  app.setTime(testMorning);
  const { body } = await app.call(whoAnswersContracts.card, { params: { id: ids.chief ?? '' } });
  expect(body.lastMonth).toEqual({
    month: '2026-10',
    reported: 3,
    handledInTime: { part: 0, whole: 0, percent: null },
    openNow: 3,
  });
  expect(await IssueModel.countDocuments({})).toBe(3);
  expect(await RollupModel.countDocuments({ areaId: placeScope('R-1').id })).toBeGreaterThan(0);
});

test('a post that has ended has no card', async () => {
  await app.call(postContracts.end, { as: bureau, params: { id: ids.chief ?? '' }, body: {} });
  expect((await app.call(whoAnswersContracts.card, { params: { id: ids.chief ?? '' } })).status).toBe(404);
  expect((await at(onStreet)).body).toMatchObject({ cards: [], vacant: [{ place: { name: '相府前路' } }] });
  const ended = await app.call(whoAnswersContracts.editCard, {
    as: bureau,
    params: { id: ids.chief ?? '' },
    body: { published: true },
  });
  expect(ended.error?.code).toBe('CONFLICT');
});
