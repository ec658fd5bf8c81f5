import { importContracts } from '@gongzhi/shared/imports/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { targets } from '../../../api/src/modules/imports/targets';
import { importPlaces } from '../../../api/src/modules/places/import-places';
import { placeNames, placeNamesByCode } from '../../../api/src/modules/places/objects.queries';
import { PlaceChangesModel, PlaceModel } from '../../../api/src/modules/places/place.model';
import { relocateObjects } from '../../../api/src/modules/places/relocate-objects';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { bringFile } from '../../support/bring-file';
import { executed, planOf } from '../../support/explain';
import { box, feature, makeSmallDistrict, placeScope, unitScope } from '../../support/small-district';

const MANY = 450;
const point: [number, number] = [119.541, 31.741];
const shop = (i: number) =>
  feature('shop', `DQ-${1000 + i}`, `灯泉店${i}`, {
    type: 'Point',
    coordinates: [point[0] + (i % 20) * 0.0001, point[1]],
  });
const park = feature('green', 'DQ-L', '灯泉游园', box(119.54, 31.74, 119.545, 31.745), {
  fields: { grade: '一级' },
});

let app: TestApp;
let administrator: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
});
afterAll(() => app?.stop());

const exported = async (state: string) => {
  const path = `/places/export.geojson?kind=shop,green&state=${state}`;
  const headers = { Authorization: `Bearer ${administrator.token}` };
  const text = await (await fetch(`${app.base}/api/v1${path}`, { headers })).text();
  return text.split('灯泉').length - 1;
};

/** How much of the import each way of looking shows. */
async function seen() {
  const list = async (query: object) => {
    const found: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const { body } = await app.call(placeContracts.list, { query: { limit: 100, cursor, ...query } });
      found.push(...body.items.map(({ name }) => name).filter((name) => name.startsWith('灯泉')));
      cursor = body.next ?? undefined;
    }
    return found.length;
  };
  const [lng, lat] = point;
  const id = placeScope('320413').id;
  const counted = (await app.call(placeContracts.counts, { params: { id } })).body.counts;
  const near = await app.call(placeContracts.near, { query: { lng, lat, radius: 500, limit: 100 } });
  const at = (await app.call(placeContracts.at, { query: { lng, lat } })).body;
  const one = await PlaceModel.findOne({ code: 'DQ-1000' }).lean();
  const params = { id: String(one?._id) };
  const history = await app.call(placeContracts.history, { as: administrator, params });
  return {
    byWord: await list({ q: '灯泉' }),
    byCode: await list({ q: 'DQ-1' }),
    inArea: await list({ kind: 'shop', withinId: id }),
    outOfUse: await list({ state: 'retired' }),
    counted: counted.find(({ kind }) => kind === 'shop')?.count ?? 0,
    near: near.body.filter(({ name }) => name.startsWith('灯泉')).length,
    at: [...at.places, ...at.nearest].filter(({ name }) => name.startsWith('灯泉')).length,
    exported: await exported('in_use'),
    exportedOutOfUse: await exported('retired'),
    page: (await app.call(placeContracts.read, { params })).status,
    history: history.body.items.length,
    names: (await placeNamesByCode(['DQ-1000'])).size + (await placeNames([params.id])).size,
  };
}
const nothing = {
  ...{ byWord: 0, byCode: 0, inArea: 0, outOfUse: 0, counted: 0, near: 0, at: 0 },
  ...{ exported: 0, exportedOutOfUse: 0, page: 404, history: 0, names: 0 },
};
const everything = {
  ...{ byWord: MANY + 1, byCode: MANY, inArea: MANY, outOfUse: 0, counted: MANY, near: 100, at: 9 },
  ...{ exported: MANY + 1, exportedOutOfUse: 0, page: 200, history: 1, names: 2 },
};

/** Works until `name` of the places is asked for the `time`th time, and dies before or after it. */
async function dieAt(name: 'put' | 'finish', time: number, when: 'before' | 'after'): Promise<void> {
  const whole = { put: targets.places.put, finish: targets.places.finish };
  const dying =
    <Given extends unknown[]>(work?: (...given: Given) => Promise<void>) =>
    async (...given: Given) => {
      const last = --time === 0;
      if (last && when === 'before') throw new Error('the process died');
      await work?.(...given);
      if (last) throw new Error('the process died');
    };
  targets.places[name] = dying(whole[name] as () => Promise<void>);
  try {
    await runImports();
  } finally {
    Object.assign(targets.places, whole);
  }
  app.advance(61_000);
}

test('while a file is brought in nothing new of it is seen; wherever it dies, in the end all of it is there, once', async () => {
  const features = [park, ...Array.from({ length: MANY }, (_, i) => shop(i))];
  const file = JSON.stringify({ type: 'FeatureCollection', features });
  const { body } = await bringFile(app, administrator, file, { target: 'places' });
  await runImports();
  const { id, digest } = body;
  await app.call(importContracts.apply, { as: administrator, params: { id }, body: { digest } });

  await dieAt('put', 3, 'before');
  expect(await PlaceModel.countDocuments({ code: /^DQ-/ })).toBeGreaterThan(100);
  expect(await seen()).toEqual(nothing);
  // Boundaries that are looked at meanwhile show nothing either.
  await PlaceChangesModel.deleteOne({ _id: 'objects' });
  await relocateObjects();
  expect(await seen()).toEqual(nothing);
  await dieAt('finish', 1, 'before');
  expect(await PlaceModel.countDocuments({ code: /^DQ-/ })).toBe(MANY + 1);
  expect(await seen()).toEqual(nothing);

  await dieAt('finish', 1, 'after');
  expect(await seen()).toEqual(everything);
  await runImports();
  expect((await app.call(importContracts.read, { as: administrator, params: { id } })).body.state).toBe(
    'applied',
  );
  expect(await seen()).toEqual(everything);
  expect(await PlaceModel.countDocuments({ code: /^DQ-/, version: 1 })).toBe(MANY + 1);
});

test('what a command left behind is taken over when it is given again', async () => {
  const left = feature('shop', 'LEFT-1', '半路店', { type: 'Point', coordinates: [119.56, 31.76] });
  await importPlaces([left], { dryRun: false }, clock.now());
  await PlaceModel.updateOne({ code: 'LEFT-1' }, { $set: { retired: true } });
  expect((await app.call(placeContracts.list, { query: { q: '半路店' } })).body.items).toEqual([]);
  expect(await importPlaces([left], { dryRun: false }, clock.now())).toMatchObject({
    created: 1,
    errors: [],
  });
  expect((await app.call(placeContracts.list, { query: { q: '半路店' } })).body.items).toHaveLength(1);
});

test('what is to be shown is found by an index, without the rest of the register', async () => {
  const { importId } = (await PlaceModel.findOne({ code: 'DQ-1000' }).lean()) ?? {};
  await PlaceModel.updateMany({ code: { $in: ['DQ-1000', 'DQ-1001'] } }, { $set: { retired: true } });
  const query = PlaceModel.collection.find({ importId, retired: true, retirement: null } as never);
  expect((await planOf(query)).stages).not.toContain('COLLSCAN');
  const { keys } = await executed(query.clone());
  expect(keys).toBeGreaterThan(0);
  expect(keys).toBeLessThan(10);
});
