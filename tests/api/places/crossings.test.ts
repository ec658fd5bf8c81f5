import { placeContracts } from '@gongzhi/shared/places/contract';
import type { PlaceInput } from '@gongzhi/shared/places/schema';
import { selfCrossing } from '../../../api/src/modules/places/crossings';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { box, makeSmallDistrict, placeScope } from '../../support/small-district';

let app: TestApp;
let officer: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  officer = await app.addPerson('韩朗', { role: 'administrator', scope: placeScope('320413') });
});
afterAll(() => app?.stop());

const ring = (...corners: [number, number][]): PlaceInput['geometry'] => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0] as [number, number]]],
});
const enter = (code: string, geometry: PlaceInput['geometry']) =>
  app.call(placeContracts.create, {
    as: officer,
    body: { kind: 'green', code, name: '试画绿地', geometry, fields: { grade: '二级' }, key: `key-${code}` },
  });

test('an area whose edge crosses itself is refused, with where', async () => {
  const bow = ring([119.51, 31.71], [119.52, 31.72], [119.52, 31.71], [119.51, 31.72]);
  const answer = await enter('G-901', bow);
  expect([answer.status, answer.error?.fields]).toEqual([
    422,
    { geometry: '面的边线自己交叉了，在 119.51，31.71 附近' },
  ]);
  expect(await PlaceModel.countDocuments({ code: 'G-901' })).toBe(0);
});

test('a ring that touches itself in a corner, and a large one with many corners, do', async () => {
  const pinched = ring(
    [119.51, 31.71],
    [119.515, 31.715],
    [119.52, 31.71],
    [119.52, 31.72],
    [119.515, 31.715],
    [119.51, 31.72],
  );
  expect((await enter('G-902', pinched)).status).toBe(201);
  const round = Array.from({ length: 4000 }, (_, i): [number, number] => [
    119.52 + 0.005 * Math.cos((i / 4000) * 2 * Math.PI),
    31.72 + 0.005 * Math.sin((i / 4000) * 2 * Math.PI),
  ]);
  expect((await enter('G-903', ring(...round))).status).toBe(201);
  expect((await enter('G-904', box(119.51, 31.71, 119.52, 31.72))).status).toBe(201);
});

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test.each([
  ['a hole inside', [square(0, 0, 9), square(2, 2, 3)], false],
  ['a hole out of its outer edge', [square(0, 0, 9), square(7, 7, 3)], true],
  ['a hole that touches the edge', [square(0, 0, 9), square(0, 2, 3)], false],
  ['two holes across each other', [square(0, 0, 9), square(1, 1, 3), square(3, 3, 3)], true],
  ['two parts apart', [square(0, 0, 3), square(5, 0, 3)], false],
  ['two parts side by side', [square(0, 0, 3), square(3, 0, 3)], false],
  ['two parts that meet in a corner', [square(0, 0, 3), square(3, 3, 3)], false],
  ['two parts across each other', [square(0, 0, 3), square(2, 2, 3)], true],
])('whether it crosses itself: %s', (_, rings, crosses) => {
  expect(selfCrossing(rings) !== null).toBe(crosses);
});

test('an area whose hole leaves it is refused', async () => {
  const outer = ring([119.51, 31.71], [119.52, 31.71], [119.52, 31.72], [119.51, 31.72]);
  const hole = ring([119.515, 31.715], [119.525, 31.715], [119.525, 31.718], [119.515, 31.718]);
  const coordinates = [outer, hole].flatMap((one) => (one.type === 'Polygon' ? one.coordinates : []));
  const answer = await enter('G-905', { type: 'Polygon', coordinates });
  expect([answer.status, answer.error?.fields?.geometry]).toEqual([
    422,
    expect.stringContaining('面的边线自己交叉了'),
  ]);
});
