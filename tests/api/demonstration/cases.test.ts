import { issueContracts } from '@gongzhi/shared/issues/contract';
import { issueStates } from '@gongzhi/shared/issues/states';
import { seedCases } from '../../../api/src/demonstration/seed-cases';
import { seedDemonstration } from '../../../api/src/demonstration/seed-demonstration';
import { IssueModel, type IssueRecord } from '../../../api/src/modules/issues/issue.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp } from '../../support/app';

let app: TestApp;
let played: Awaited<ReturnType<typeof seedCases>>;
let seconds = 0;
beforeAll(async () => {
  app = await startTestApp();
  await seedDemonstration(clock.now());
  const startedAt = performance.now();
  played = await seedCases(clock.now());
  seconds = (performance.now() - startedAt) / 1000;
  const t = performance.now();
  console.info({ played, seconds, worker: await runWorkerOnce(), workerSeconds: (performance.now() - t) / 1000 });
}, 90_000);
afterAll(() => app.stop());

test('every step of every case was allowed', () => {
  expect(played.broken).toBe(0);
  expect(played.cases).toBeGreaterThan(150);
});

test('there are cases in every state the first commands lead to', async () => {
  const states = new Map<string, number>();
  for (const { state } of await IssueModel.find({}, { state: 1 }).lean<IssueRecord[]>()) {
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  console.info(Object.fromEntries(states));
  const wanted = issueStates.filter((state) => state !== 'merged' && state !== 'transferred');
  for (const state of wanted) expect([state, states.get(state) ?? 0]).not.toEqual([state, 0]);
});

test('some wait in time, some are due soon and some are late', async () => {
  const now = clock.now();
  const waiting = await IssueModel.find({ group: 'open' }, { dueSort: 1 }).lean<IssueRecord[]>();
  const left = waiting.map(({ dueSort }) => dueSort.getTime() - now.getTime());
  expect(left.filter((ms) => ms < 0).length).toBeGreaterThan(3);
  expect(left.filter((ms) => ms >= 0 && ms < 4 * 3600_000).length).toBeGreaterThan(2);
  expect(left.filter((ms) => ms >= 4 * 3600_000).length).toBeGreaterThan(3);
});

test('each timeline goes forward in time and ends before now', async () => {
  for (const issue of await IssueModel.find({}).lean<IssueRecord[]>()) {
    const times = issue.timeline.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(clock.now().getTime());
  }
});

test('the public list shows them, newest first', async () => {
  const { items } = (await app.call(issueContracts.list, { query: { limit: 50 } })).body;
  expect(items).toHaveLength(50);
  const reported = items.map(({ createdAt }) => createdAt);
  expect(reported).toEqual([...reported].sort().reverse());
});

test('a second time nothing is played', async () => {
  expect(await seedCases(clock.now())).toEqual({ cases: 0, steps: 0, broken: 0 });
});
