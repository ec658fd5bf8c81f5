import { aMorning, caseAt, done, openWorld, stored, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

test('a case goes from a report to a closed and rated case', async () => {
  const id = await caseAt(world, 'closed');
  await done(world, 'reporter', id, 'rate', { solved: true, score: 5, words: '很快' });
  const issue = await stored(id);
  expect(issue.state).toBe('closed');
  expect(issue.timeline.map(({ command }) => command)).toEqual([
    'report',
    'accept',
    'file',
    'dispatch',
    'handle',
    'pass',
    'close',
    'rate',
  ]);
  expect(issue.version).toBe(8);
  expect(issue.steps.map(({ step, inTime }) => [step, inTime])).toEqual([
    ['accept', true],
    ['file', true],
    ['dispatch', true],
    ['handle', true],
    ['verify', true],
  ]);
  expect(issue.closedAt).toEqual(aMorning);
});
