import { savedFilterContracts } from '@gongzhi/shared/saved-filters/contract';
import type { SavedFilter } from '@gongzhi/shared/saved-filters/schema';
import { SavedFiltersModel } from '../../../api/src/modules/saved-filters/saved-filters.model';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { makeSmallDistrict, placeScope } from '../../support/small-district';

let app: TestApp;
let dispatcher: TestPerson;
let resident: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  resident = await app.addPerson('许知夏');
});
beforeEach(async () => {
  dispatcher = await app.addPerson('顾明远', { role: 'dispatcher', scope: placeScope('320413') });
});
afterAll(() => app?.stop());

const nothing: SavedFilter['filters'] = {
  view: 'work',
  states: [],
  late: false,
  place: null,
  organisation: null,
  groupCode: null,
  matterCode: null,
  q: '',
  order: 'due',
};
const named = (name: string, change: Partial<SavedFilter['filters']> = {}): SavedFilter => ({
  name,
  filters: { ...nothing, ...change },
});
const read = (as?: TestPerson) => app.call(savedFilterContracts.read, as ? { as } : {});
const save = (version: number, items: SavedFilter[], as: TestPerson | undefined = dispatcher) =>
  app.call(savedFilterContracts.save, { ...(as && { as }), body: { version, items } });
const stored = (person: TestPerson) => SavedFiltersModel.findById(person.accountId).lean();

test('nothing was saved at first', async () => {
  expect((await read(dispatcher)).body).toEqual({ version: 0, items: [] });
});

test('a list is kept whole and in its order, and is nobody else’s', async () => {
  const place = { id: 'a'.repeat(24), name: '东城街道' };
  const items = [
    named('东城超时', { late: true, place, view: 'scope' }),
    named('新来的', { states: ['reported'] }),
  ];
  expect((await save(0, items)).body).toEqual({ version: 1, items });
  expect((await read(dispatcher)).body).toEqual({ version: 1, items });
  const another = await app.addPerson('叶知秋', { role: 'dispatcher', scope: placeScope('320413') });
  expect((await read(another)).body.items).toEqual([]);
});

test('renaming, ordering and deleting are another list', async () => {
  await save(0, [named('一'), named('二'), named('三')]);
  const next = [named('三'), named('第一')];
  expect((await save(1, next)).body).toEqual({ version: 2, items: next });
  expect(await stored(dispatcher)).toMatchObject({ version: 2, items: next });
});

test('a list made from an older one is refused, and changes nothing', async () => {
  await save(0, [named('一')]);
  await save(1, [named('一'), named('二')]);
  for (const version of [0, 1, 7]) {
    const { status, error } = await save(version, [named('别的')]);
    expect([status, error?.code]).toEqual([409, 'CONFLICT']);
  }
  expect((await stored(dispatcher))?.items.map(({ name }) => name)).toEqual(['一', '二']);
});

test('the same list once more, after a lost reply, is no conflict', async () => {
  for (const version of [0, 1]) {
    const items = [named(`第 ${version} 份`, { late: true })];
    const first = await save(version, items);
    expect(await save(version, items).then(({ status, body }) => ({ status, body }))).toEqual({
      status: 200,
      body: first.body,
    });
  }
});

test('two lists at once: one is kept', async () => {
  const answers = await Promise.all(['甲', '乙', '丙'].map((name) => save(0, [named(name)])));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test.each([
  ['two of one name', [named('一'), named(' 一 ')]],
  ['a name that says nothing', [named('  ')]],
  ['a name too long', [named('一'.repeat(21))]],
  ['one too many', Array.from({ length: 21 }, (_, i) => named(`第 ${i}`))],
  ['a state there is none of', [named('一', { states: ['dancing' as 'reported'] })]],
  ['a place without an id', [named('一', { place: { id: 'x', name: '东门' } })]],
])('%s is bad input', async (_, items) => {
  expect((await save(0, items)).status).toBe(422);
  expect(await stored(dispatcher)).toBeNull();
});

test('twenty are kept', async () => {
  expect(
    (
      await save(
        0,
        Array.from({ length: 20 }, (_, i) => named(`第 ${i}`)),
      )
    ).status,
  ).toBe(200);
});

test('they are for people in a post who are signed in', async () => {
  expect((await read()).status).toBe(401);
  expect((await app.call(savedFilterContracts.save, { body: { version: 0, items: [] } })).status).toBe(401);
  expect((await read(resident)).status).toBe(403);
  expect((await save(0, [named('一')], resident)).status).toBe(403);
  expect(await stored(resident)).toBeNull();
});
