import mongoose from 'mongoose';
import { objectsNear } from '../../../api/src/modules/places/near-places';
import { findObjects, type PlaceSearch } from '../../../api/src/modules/places/object-search';
import { PlaceHistoryModel, PlaceModel } from '../../../api/src/modules/places/place.model';
import { placeByCode } from '../../../api/src/modules/places/place-index';
import { COARSE, cellOf, FINE } from '../../../api/src/platform/h3-cells';
import { startTestApp, type TestApp, testMorning } from '../../support/app';
import { executed, planOf } from '../../support/explain';
import { makeSmallDistrict } from '../../support/small-district';

const OBJECTS = 4000;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  const [west, town] = [placeByCode('320413001'), placeByCode('320413002')];
  const objects = Array.from({ length: OBJECTS }, (_, i) => {
    const rare = i % 200 === 0;
    const centre: [number, number] = [119.505 + (i % 80) * 0.001, 31.705 + Math.floor(i / 80) * 0.0018];
    return {
      code: `32041301${rare ? '002' : '037'}${String(i + 1).padStart(6, '0')}`,
      kind: rare ? 'shop' : 'component',
      name: rare ? '井盖' : '路灯',
      initials: rare ? 'jg' : 'ld',
      parentId: new mongoose.Types.ObjectId(rare ? west?.id : town?.id),
      geometry: { type: 'Point', coordinates: centre },
      centre,
      placeIds: [new mongoose.Types.ObjectId(rare ? west?.id : town?.id)],
      cellFine: cellOf(centre, FINE),
      cellCoarse: cellOf(centre, COARSE),
      tokens: rare ? ['井盖', 'jg'] : ['路灯', 'ld', String(i)],
      ...(i % 400 === 0 && { retired: true as const, retirement: { at: testMorning, why: '' } }),
      createdAt: testMorning,
      updatedAt: testMorning,
    };
  });
  await PlaceModel.insertMany(objects);
  const placeId = new mongoose.Types.ObjectId();
  await PlaceHistoryModel.insertMany(
    Array.from({ length: 300 }, (_, version) => ({
      _id: `${placeId}:${version}`,
      placeId: version % 3 ? placeId : new mongoose.Types.ObjectId(),
      version,
      at: testMorning,
      by: { accountId: null, name: '' },
      how: 'edited',
      changes: [],
    })),
  );
}, 120_000);
afterAll(() => app?.stop());

interface Asked {
  filter: object;
  sort?: object;
  limit?: number;
  hint?: object;
}

/** Catches what `work` asks of the collection and runs it again to see what it costs. */
async function asked(work: () => Promise<unknown>): Promise<Asked[]> {
  const found: Asked[] = [];
  mongoose.set(
    'debug',
    (collection: string, method: string, filter: object, options?: Omit<Asked, 'filter'>) => {
      if (collection === 'places' && method === 'find') found.push({ filter, ...options });
    },
  );
  try {
    await work();
  } finally {
    mongoose.set('debug', false);
  }
  return found;
}

const search =
  (more: Partial<PlaceSearch>, after = '') =>
  () =>
    findObjects({ state: 'in_use', limit: 20, ...more }, after, 21);
const west = () => placeByCode('320413001')?.id ?? '';

test.each<[string, () => () => Promise<unknown>, number]>([
  ['all objects', () => search({}), 40],
  ['the next page', () => search({}, '32041301037002000'), 40],
  ['one kind', () => search({ kind: ['shop'] }), 40],
  ['in an area', () => search({ withinId: west() }), 60],
  ['one kind in an area', () => search({ kind: ['shop'], withinId: west() }), 40],
  ['right below an area', () => search({ parentId: west() }), 60],
  ['below an area that has none', () => search({ parentId: placeByCode('320413')?.id ?? '' }), 10],
  ['by a word', () => search({ q: '井盖' }), 60],
  ['by a usual word and a rare one', () => search({ q: '路灯 1234' }), 60],
  ['by initials', () => search({ q: 'jg' }), 60],
  ['by the beginning of a code', () => search({ q: '320413010370030' }), 60],
  ['by class', () => search({ classCode: '01002', kind: ['shop'] }), 40],
  ['out of use', () => search({ state: 'retired' }), 40],
  ['near a point', () => () => objectsNear([119.53, 31.73], ['shop'], 200, 10), 120],
])('%s: an index leads to it', async (_, ask, mostKeys) => {
  const queries = await asked(ask());
  expect(queries.length).toBeGreaterThan(0);
  for (const { filter, sort, limit, hint } of queries) {
    const query = () => {
      const find = PlaceModel.collection.find(filter as never);
      if (sort) find.sort(sort as never);
      if (hint) find.hint(hint as never);
      return limit ? find.limit(limit) : find;
    };
    const { stages } = await planOf(query());
    expect(stages).not.toContain('COLLSCAN');
    expect(stages).not.toContain('SORT');
    const { keys } = await executed(query());
    expect(keys).toBeLessThan(mostKeys);
  }
});

test('the history of a place comes out of its index', async () => {
  const some = await PlaceHistoryModel.findOne({ version: 1 }).lean();
  const query = PlaceHistoryModel.collection
    .find({ placeId: some?.placeId, version: { $lt: 200 } })
    .sort({ version: -1 })
    .limit(21);
  expect((await planOf(query)).stages).not.toContain('SORT');
  expect((await executed(query.clone())).keys).toBeLessThan(30);
});
