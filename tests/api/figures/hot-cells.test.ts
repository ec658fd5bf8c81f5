import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { aReport, caseAt, done, east, openWorld, type World, west } from '../issues/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
beforeEach(() => world.clear());
afterAll(() => world.close());

const cells = async () => (await world.call(null, 'GET', '/figures/hot-cells')).body.cells;
const at = (text: string) => world.setNow(new Date(`${text}+08:00`));

test('no cases, no cells', async () => {
  expect(await cells()).toEqual([]);
});

test('open cases are counted by where they lie, the fullest first, and told late when they are', async () => {
  at('2026-11-24T10:00:00');
  await caseAt(world, 'dispatched');
  await caseAt(world, 'reported');
  await caseAt(world, 'closed');
  await world.call('neighbour', 'POST', '/issues', aReport({ place: { point: east } }));
  await runWorkerOnce();
  const before = await cells();
  expect(before.map(({ open, late }: { open: number; late: number }) => [open, late])).toEqual([
    [2, 0],
    [1, 0],
  ]);
  expect(before[0].point[0]).toBeCloseTo(west[0], 2);
  expect(before[1].point[0]).toBeCloseTo(east[0], 2);
  at('2026-11-25T17:00:00');
  expect((await cells()).map(({ late }: { late: number }) => late)).toEqual([2, 1]);
});

test('one that ends is in no cell any more, and nothing of a case is told but where it counts', async () => {
  const id = await caseAt(world, 'reported');
  expect(await cells()).toHaveLength(1);
  await done(world, 'reporter', id, 'withdraw', {});
  // Ten seconds old at most: figures are kept so long, or until they were counted again.
  expect(await cells()).toHaveLength(1);
  at('2026-11-24T10:00:10');
  expect(await cells()).toEqual([]);
  await caseAt(world, 'reported');
  await runWorkerOnce();
  expect(Object.keys((await cells())[0]).sort()).toEqual(['late', 'open', 'point']);
});
