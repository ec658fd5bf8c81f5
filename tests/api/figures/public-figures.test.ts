import mongoose from 'mongoose';
import { RollupModel } from '../../../api/src/modules/figures/rollup.model';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { loadPlaceIndex } from '../../../api/src/modules/places/place-index';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { aReport, caseAt, done, east, openWorld, type World } from '../issues/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
beforeEach(() => world.clear());
afterAll(() => world.close());

const figures = async (query = '') => (await world.call(null, 'GET', `/figures/public${query}`)).body;
const at = (text: string) => world.setNow(new Date(`${text}+08:00`));

test('an empty district has zeros, not errors', async () => {
  const body = await figures();
  expect(body).toMatchObject({
    totals: { reported: 0, closed: 0, openNow: 0, lateNow: 0 },
    closed: { part: 0, whole: 0, percent: null },
    medianHoursToClose: null,
    from: '2026-10-26',
    to: '2026-11-24',
  });
  expect(body.byDay).toHaveLength(30);
  expect(body.byArea.map(({ place }: { place: { code: string } }) => place.code).sort()).toEqual([
    'eastTown',
    'westTown',
  ]);
});

test('counts what happened, by area, group and day', async () => {
  at('2026-11-24T10:00:00');
  const id = await caseAt(world, 'handled');
  await caseAt(world, 'filed');
  const withdrawn = await caseAt(world, 'reported');
  await done(world, 'reporter', withdrawn, 'withdraw', {});
  await world.call('neighbour', 'POST', '/issues', aReport({ place: { point: east } }));
  at('2026-11-25T10:00:00');
  await done(world, 'grid', id, 'pass', { standardMet: true, pictureIds: [await world.upload('grid')] });
  await done(world, 'dispatcher', id, 'close', { result: '好了' });
  await done(world, 'reporter', id, 'rate', { solved: true, score: 5 });
  await runWorkerOnce();
  const body = await figures();
  expect(body.totals).toEqual({ reported: 3, closed: 1, openNow: 2, lateNow: 2 });
  expect(body.handledInTime).toEqual({ part: 1, whole: 1, percent: 100 });
  // The filed one is past its time and not closed.
  expect(body.closed).toEqual({ part: 1, whole: 2, percent: 50 });
  // Checking took longer than it may.
  expect(body.closedInTime).toEqual({ part: 0, whole: 2, percent: 0 });
  expect(body.satisfied).toEqual({ part: 1, whole: 1, percent: 100 });
  expect(body.medianHoursToClose).toBe(24);
  const byTown = Object.fromEntries(
    body.byArea.map(({ place, counts }: { place: { code: string }; counts: object }) => [place.code, counts]),
  );
  expect(byTown).toEqual({
    westTown: { reported: 2, closed: 1, openNow: 1, lateNow: 1 },
    eastTown: { reported: 1, closed: 0, openNow: 1, lateNow: 1 },
  });
  expect(body.byGroup[0]).toMatchObject({ code: 'garbage', reported: 2, closed: 1 });
  expect(body.byDay.slice(-2)).toEqual([
    { day: '2026-11-24', reported: 3, closed: 0 },
    { day: '2026-11-25', reported: 0, closed: 1 },
  ]);
  const west = await figures(`?placeId=${world.placeIds.westCommunity}`);
  expect(west.totals).toEqual({ reported: 2, closed: 1, openNow: 1, lateNow: 1 });
});

test('a reopening takes the closing back, rework shows', async () => {
  at('2026-11-24T10:00:00');
  const id = await caseAt(world, 'closed');
  await runWorkerOnce();
  expect((await figures()).totals).toMatchObject({ closed: 1, openNow: 0 });
  at('2026-11-25T10:00:00');
  await done(world, 'reporter', id, 'reopen', { words: '还在' });
  await runWorkerOnce();
  expect(await figures()).toMatchObject({
    totals: { reported: 1, closed: 0, openNow: 1 },
    medianHoursToClose: null,
  });
});

test('counting again changes nothing, and equals counting from nothing', async () => {
  await caseAt(world, 'closed');
  await caseAt(world, 'dispatched');
  await runWorkerOnce();
  const before = await figures();
  await IssueModel.updateMany({}, { $set: { outboxDue: new Date(0) } });
  await runWorkerOnce();
  expect(await figures()).toEqual(before);
  await RollupModel.deleteMany({});
  await IssueModel.updateMany({}, { $set: { outboxDue: new Date(0), 'outbox.done': 0 } });
  await runWorkerOnce();
  expect(await figures()).toEqual(before);
});

test('a due time that passes with nobody doing anything shows', async () => {
  at('2026-11-24T10:00:00');
  await caseAt(world, 'dispatched');
  await runWorkerOnce();
  expect((await figures()).handledInTime).toMatchObject({ part: 0, whole: 0 });
  at('2026-11-24T17:00:00');
  await runWorkerOnce();
  const body = await figures();
  expect(body.handledInTime).toEqual({ part: 0, whole: 1, percent: 0 });
  expect(body.totals.lateNow).toBe(1);
});

test('are worked out once for all who ask in the same moment, and anew when they were counted again', async () => {
  await caseAt(world, 'filed');
  const asked: string[] = [];
  mongoose.set('debug', (collection: string) => asked.push(collection));
  const pages = await Promise.all(Array.from({ length: 8 }, () => figures()));
  mongoose.set('debug', false);
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  // The district and its two towns: the rollups of each, and two counts.
  expect(asked.filter((name) => name === 'figures_rollups')).toHaveLength(3);
  expect(asked.filter((name) => name === 'issues')).toHaveLength(6);
  expect((await figures()).totals.reported).toBe(0);
  await runWorkerOnce();
  expect((await figures()).totals.reported).toBe(1);
  expect((await figures('?from=2026-11-24')).totals.reported).toBe(1);
});

test('who asks again is told that nothing changed', async () => {
  const first = await world.call(null, 'GET', '/figures/public');
  expect(first.headers.get('etag')).toBeTruthy();
  expect(first.headers.get('cache-control')).toContain('public');
});

test.each([
  ['?from=2026-11-24&to=2026-11-01', 422],
  ['?from=2020-01-01&to=2026-01-01', 422],
  ['?from=nonsense', 422],
  [`?placeId=${'f'.repeat(24)}`, 404],
])('%s is refused', async (query, status) => {
  expect((await world.call(null, 'GET', `/figures/public${query}`)).status).toBe(status);
});

test('a district without a map has zeros too', async () => {
  await PlaceModel.deleteMany({});
  await loadPlaceIndex();
  expect(await figures()).toMatchObject({ place: null, totals: { reported: 0 }, byArea: [] });
});
