import type { QueryInputOf } from '@gongzhi/shared/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import type { PlaceFeature } from '@gongzhi/shared/places/schema';
import { importPlaces } from '../../../api/src/modules/places/import-places';
import { objectByCode } from '../../../api/src/modules/places/objects.queries';
import { PlaceChangesModel, PlaceModel } from '../../../api/src/modules/places/place.model';
import {
  isInDistrict,
  isWithin,
  placeByCode,
  placeIdsAt,
  placesAt,
  refreshPlaceIndex,
} from '../../../api/src/modules/places/place-index';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, testMorning } from '../../support/app';
import { box, feature, makeSmallDistrict, smallDistrict } from '../../support/small-district';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
});
afterAll(() => app?.stop());

const at = (lng: number, lat: number) => app.call(placeContracts.at, { query: { lng, lat } });
const find = (query: QueryInputOf<typeof placeContracts.list>) => app.call(placeContracts.list, { query });
const importing = (features: unknown[], { dryRun = false } = {}) =>
  importPlaces(features, { dryRun }, clock.now());
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

test('a point belongs to areas and streets, widest first, and has an address in words', async () => {
  const { body } = await at(119.51, 31.7101);
  expect(body.inside).toBe(true);
  expect(names(body.places)).toEqual(['金坛区', '东城街道', '东门社区', '东门第一网格', '相府前路']);
  expect(body.address).toBe('东城街道 东门社区 相府前路');
  expect(body.nearest[0]).toMatchObject({ distanceMetres: 11 });
});

test('the street’s buffer ends where it ends; a compound is nearer than the street', async () => {
  expect(names((await at(119.51, 31.7103)).body.places)).not.toContain('相府前路');
  expect((await at(119.51, 31.7103)).body.address).toBe('东城街道 东门社区 相府前路附近');
  expect((await at(119.526, 31.726)).body.address).toBe('东城街道 东门社区 紫金园');
  expect((await at(119.59, 31.79)).body.address).toBe('金城镇');
});

test('outside the district there is nothing', async () => {
  expect((await at(120.5, 31.7)).body).toEqual({ inside: false, address: '', places: [], nearest: [] });
  expect(isInDistrict([120.5, 31.7])).toBe(false);
});

test('a road through two towns gives nobody a right in the other', () => {
  const east = placeIdsAt([119.58, 31.75]);
  expect(names(placesAt([119.58, 31.75]))).toEqual(['金坛区', '金城镇', '金坛大道']);
  expect(east).not.toContain(placeByCode('320413001')?.id);
});

test('parents were found by position, whatever the order of the file', async () => {
  const toilet = await objectByCode('T-1');
  const parentOf = (code: string) => {
    const parentId = (code === 'T-1' ? toilet : placeByCode(code))?.parentId;
    return [...smallDistrict]
      .map(({ properties }) => properties.code)
      .find((other) => placeByCode(other)?.id === parentId);
  };
  expect(parentOf('320413001001001')).toBe('320413001001');
  expect(parentOf('T-1')).toBe('320413001001');
  expect(parentOf('R-1')).toBe('320413001001');
  expect(parentOf('R-2')).toBe('320413');
  expect(parentOf('320413')).toBeUndefined();
  const [cell, town] = [placeByCode('320413001001001')?.id ?? '', placeByCode('320413001')?.id ?? ''];
  expect(isWithin(cell, town)).toBe(true);
  expect(isWithin(town, cell)).toBe(false);
});

test('places are found by name, initials, code, kind and parent', async () => {
  expect(names((await find({ q: '相府' })).body.items)).toEqual(['相府前路']);
  expect(names((await find({ q: 'xfql' })).body.items)).toEqual(['相府前路']);
  expect(names((await find({ q: 'ZJY' })).body.items)).toEqual(['紫金园']);
  expect(names((await find({ q: '320413002' })).body.items)).toEqual(['金城镇']);
  expect(names((await find({ kind: 'town' })).body.items)).toEqual(['东城街道', '金城镇']);
  const parentId = placeByCode('320413')?.id;
  expect(names((await find({ parentId })).body.items)).toEqual(['东城街道', '金城镇', '金坛大道']);
  expect((await find({ q: '没有这个地方' })).body.items).toEqual([]);
});

test('pages of a search neither repeat nor leave out', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await find({ limit: 2, cursor });
    seen.push(...body.items.map(({ code }) => code));
    cursor = body.next ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(smallDistrict.length);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await find({ cursor: 'nonsense' })).error?.code).toBe('VALIDATION_FAILED');
});

test('one place with its shape, and the base map', async () => {
  const id = placeByCode('C-1')?.id ?? '';
  const { body } = await app.call(placeContracts.read, { params: { id } });
  expect(body).toMatchObject({
    name: '紫金园',
    hasChildren: false,
    demo: false,
    geometry: { type: 'Polygon' },
  });
  expect(names(body.path)).toEqual(['金坛区', '东城街道', '东门社区']);
  expect((await app.call(placeContracts.read, { params: { id: 'f'.repeat(24) } })).status).toBe(404);
  const map = (await app.call(placeContracts.baseMap)).body;
  expect(map.bounds).toEqual([
    [119.5, 31.7],
    [119.6, 31.8],
  ]);
  expect(names(map.features)).toContain('相府前路');
  expect(names(map.features)).not.toContain('东门公厕');
});

describe('an import', () => {
  const shop = (code: string, more: Partial<PlaceFeature['properties']> = {}) =>
    feature('shop', code, `店铺${code}`, { type: 'Point', coordinates: [119.52, 31.71] }, more);

  test('tried dry stores nothing; done, it tells what was new, changed and the same', async () => {
    const before = await PlaceModel.countDocuments({});
    expect(await importing([shop('S-1')], { dryRun: true })).toMatchObject({
      created: 1,
      dryRun: true,
    });
    expect(await PlaceModel.countDocuments({})).toBe(before);
    expect(await importing([shop('S-1'), shop('S-2')])).toMatchObject({ created: 2, updated: 0 });
    const renamed = { ...shop('S-2'), properties: { ...shop('S-2').properties, name: '新名字' } };
    expect(await importing([shop('S-1'), renamed])).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    expect(names((await find({ q: 'xmz' })).body.items)).toEqual(['新名字']);
  });

  test.each<[string, unknown, string]>([
    ['no geometry', { type: 'Feature', properties: shop('X').properties }, 'geometry'],
    [
      'an unknown kind',
      { ...shop('X-1'), properties: { code: 'X-1', kind: 'moon', name: '月亮' } },
      'properties.kind',
    ],
    [
      'a district drawn as a point',
      feature('district', '320413', '金坛区', { type: 'Point', coordinates: [119.5, 31.7] }),
      'geometry',
    ],
    [
      'a second district',
      feature('district', '320499', '别的区', box(119, 31, 119.1, 31.1)),
      'properties.kind',
    ],
    [
      'a ring that is not closed',
      feature('compound', 'X-2', '开口', {
        type: 'Polygon',
        coordinates: [
          [
            [119.51, 31.71],
            [119.52, 31.71],
            [119.52, 31.72],
            [119.51, 31.72],
          ],
        ],
      }),
      'geometry',
    ],
    [
      'a place outside the district',
      feature(
        'toilet',
        'X-3',
        '外面',
        { type: 'Point', coordinates: [121, 31] },
        { fields: { stars: 0, openHours: '全天', inUse: '正常开放' } },
      ),
      'geometry',
    ],
    ['a parent that is not there', shop('X-4', { parentCode: 'nowhere' }), 'properties.parentCode'],
    [
      'a parent that is narrower',
      feature('town', '320413001', '东城街道', box(119.5, 31.7, 119.55, 31.8), { parentCode: 'C-1' }),
      'properties.parentCode',
    ],
  ])('with %s changes nothing and names the row', async (_, wrong, field) => {
    const before = await PlaceModel.countDocuments({});
    const report = await importing([shop('GOOD'), wrong]);
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect(report.errors[0]).toMatchObject({ row: 2, field: expect.stringContaining(field) });
    expect(await PlaceModel.countDocuments({})).toBe(before);
  });

  test('the same code twice in one file is pointed out', async () => {
    const { errors } = await importing([shop('TWICE'), shop('TWICE')]);
    expect(errors).toEqual([{ row: 2, field: 'properties.code', message: '编码 TWICE 与第 1 行重复' }]);
  });
});

test('a change by another process is seen at the next look', async () => {
  await PlaceModel.updateOne({ code: 'C-1' }, { $set: { name: '紫金园（改）', updatedAt: testMorning } });
  await refreshPlaceIndex();
  expect(placeByCode('C-1')?.name).toBe('紫金园');
  await PlaceChangesModel.updateOne({ _id: 'places' }, { $inc: { count: 1 } });
  await refreshPlaceIndex();
  expect(placeByCode('C-1')?.name).toBe('紫金园（改）');
});
