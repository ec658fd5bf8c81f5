import type { LngLat } from '@gongzhi/shared/fields';
import mongoose from 'mongoose';
import { IssueModel, type IssueRecord } from '../../../api/src/modules/issues/issue.model';
import { locate } from '../../../api/src/modules/issues/locate';
import { cellOf, FINE } from '../../../api/src/platform/h3-cells';
import { caseAt, openWorld, stored, type World, west } from './world';

let world: World;
const templates = {} as Record<'closed' | 'reported', IssueRecord>;
beforeAll(async () => {
  world = await openWorld();
  for (const state of ['closed', 'reported'] as const)
    templates[state] = (await stored(await caseAt(world, state))) as unknown as IssueRecord;
}, 120_000);
beforeEach(() => IssueModel.deleteMany({}));
afterAll(() => world.close());

/** A point so many metres east and north of another one. */
const moved = ([lng, lat]: LngLat, eastward: number, northward: number): LngLat => [
  lng + eastward / (111_195 * Math.cos((lat * Math.PI) / 180)),
  lat + northward / 111_195,
];

/** Cases at these points, the first the oldest; returns their ids. */
async function casesAt(state: 'closed' | 'reported', points: readonly LngLat[]): Promise<string[]> {
  const template = templates[state];
  const cases = points.map((point, i) => {
    const _id = new mongoose.Types.ObjectId(String(i + 1).padStart(24, '0'));
    const where = locate({ point, origin: 'gps', address: '某处' });
    return { ...template, ...where, _id, number: `n-${i}`, createKey: `k-${i}`, outboxDue: undefined };
  });
  await IssueModel.collection.insertMany(cases as never[], { ignoreUndefined: true });
  return cases.map(({ _id }) => String(_id));
}

const closedAt = (points: readonly LngLat[]) => casesAt('closed', points);

async function near(point: LngLat, radius: number, limit: number, who: 'dispatcher' | null = null) {
  const query = `lng=${point[0]}&lat=${point[1]}&radius=${radius}&limit=${limit}`;
  const { body } = await world.call(who, 'GET', `/issues/nearby?${query}`);
  return body.items as { id: string; distanceMetres: number }[];
}

test('an old case next door is found before a thousand newer ones around the corner', async () => {
  const crowd = Array.from({ length: 1000 }, (_, i) => moved(west, 90 + (i % 40), i % 25));
  const [old] = await closedAt([moved(west, 4, 3), ...crowd]);
  const [first, ...others] = await near(west, 1000, 20);
  expect(first).toMatchObject({ id: old, distanceMetres: 5 });
  expect(others).toHaveLength(19);
  expect(Math.min(...others.map(({ distanceMetres }) => distanceMetres))).toBeGreaterThanOrEqual(90);
  expect(Math.max(...others.map(({ distanceMetres }) => distanceMetres))).toBeLessThanOrEqual(92);
});

test('of those nobody has accepted an old one here is found before hundreds of newer ones elsewhere', async () => {
  const crowd = Array.from({ length: 700 }, (_, i) => moved(west, 900 + (i % 40), i % 25));
  const [old] = await casesAt('reported', [moved(west, 4, 3), ...crowd]);
  const [first, ...others] = await near(west, 1500, 20);
  expect(first?.id).toBe(old);
  expect(others).toHaveLength(19);
});

test('an old one here is found before thousands nobody has accepted all over the district', async () => {
  // More than is read at once, all in cells that come before this one in the index.
  const around = Array.from({ length: 360 }, (_, degree) => {
    const angle = (degree / 180) * Math.PI;
    return moved(west, 2300 * Math.cos(angle), 2300 * Math.sin(angle));
  }).filter((point) => cellOf(point, FINE) < cellOf(west, FINE));
  expect(around.length).toBeGreaterThan(30);
  const crowd = Array.from({ length: 2400 }, (_, i) => around[i % around.length] as LngLat);
  const [old] = await casesAt('reported', [moved(west, 4, 3), ...crowd]);
  const [first, ...others] = await near(west, 3000, 20);
  expect(first?.id).toBe(old);
  expect(others).toHaveLength(19);
});

test('whoever works on what nobody has accepted sees the nearest one, not the newest of the neighbourhood', async () => {
  const [nearest, farther] = await casesAt('reported', [moved(west, 4, 3), moved(west, 60, 60)]);
  const [toStaff] = await near(west, 1000, 1, 'dispatcher');
  expect(toStaff).toMatchObject({ id: nearest, distanceMetres: 5 });
  // Who reads the public part knows the neighbourhood only.
  const [toPublic] = await near(west, 1000, 1);
  expect(toPublic?.id).toBe(farther);
});

test('without a point it is the middle of the district; half a point is none', async () => {
  const { body: about } = await world.call(null, 'GET', '/about');
  const middle: LngLat = about.map.centre;
  await closedAt([moved(middle, 40, 0), moved(middle, 4, 3)]);
  const { body } = await world.call(null, 'GET', '/issues/nearby?radius=5000');
  expect(body.items).toEqual(await near(middle, 5000, 100));
  expect(body.items).toHaveLength(2);
  const half = await world.call(null, 'GET', `/issues/nearby?lng=${middle[0]}`);
  expect(half.status).toBe(422);
});

test.each([
  [50, 100],
  [300, 10],
  [1000, 25],
  [5000, 200],
])('within %i m, at most %i: exactly the nearest', async (radius, limit) => {
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Most of them close by, some at the edge of the circle and beyond it.
  const widest = Math.min(1200, radius * 1.2);
  const metres = Array.from({ length: 400 }, () => widest * random() ** 2);
  const points = metres.map((distance) => {
    const angle = random() * 2 * Math.PI;
    return moved(west, distance * Math.cos(angle), distance * Math.sin(angle));
  });
  await closedAt(points);
  const found = await near(west, radius, limit);
  const distances = found.map(({ distanceMetres }) => distanceMetres);
  const expected = metres.filter((distance) => Math.round(distance) <= radius).sort((a, b) => a - b);
  expect(distances).toHaveLength(Math.min(limit, expected.length));
  for (const [i, distance] of distances.entries()) {
    // The points were moved on a plane, the distances are measured on the globe.
    expect(Math.abs(distance - (expected[i] as number))).toBeLessThan(2 + radius / 500);
  }
});
