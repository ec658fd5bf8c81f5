import { type DecisionContext, decide, type IssueCommand, type Relation } from '@gongzhi/shared/issues/rules';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { type SeededCases, seedCases } from '../../../api/src/demonstration/seed-cases';
import { seedDemonstration } from '../../../api/src/demonstration/seed-demonstration';
import { SeedingModel } from '../../../api/src/demonstration/seeding.model';
import { FileModel } from '../../../api/src/modules/files/file.model';
import { filesSetup } from '../../../api/src/modules/files/files-setup';
import { storedName } from '../../../api/src/modules/files/stored-names';
import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { countUnread } from '../../../api/src/modules/inbox/inbox.queries';
import { IssueModel, type IssueRecord } from '../../../api/src/modules/issues/issue.model';
import { listIssues } from '../../../api/src/modules/issues/issues.queries';
import { activePosts } from '../../../api/src/modules/posts/posts.queries';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp } from '../../support/app';

let app: TestApp;
let played: SeededCases;
let issues: IssueRecord[] = [];

beforeAll(async () => {
  app = await startTestApp();
  await seedDemonstration(clock.now());
  played = await seedCases(clock.now());
  issues = await IssueModel.find({}).lean<IssueRecord[]>();
}, 90_000);
afterAll(() => app.stop());

const inState = (state: IssueState) => issues.filter((issue) => issue.state === state);

test('cases stand in every state, as many as were meant', () => {
  const counts = Object.fromEntries(
    (
      [
        'reported',
        'accepted',
        'filed',
        'dispatched',
        'handled',
        'verified',
        'closed',
        'refused',
        'withdrawn',
      ] as const
    ).map((state) => [state, inState(state).length]),
  );
  expect(counts).toEqual({
    reported: 12,
    accepted: 8,
    filed: 8,
    dispatched: 34,
    handled: 11,
    verified: 5,
    closed: 95,
    refused: 5,
    withdrawn: 3,
  });
});

test('no step was refused', () => {
  expect(played.broken).toBe(0);
  expect(played.told).toBe(issues.length);
});

test('every history is one the rules allow, and ends where the case stands', () => {
  for (const issue of issues) expect([issue.number, replay(issue)]).toEqual([issue.number, issue.state]);
});

/** Walks a timeline through the rules; the state it leads to, or what was refused. */
function replay(issue: IssueRecord): IssueState | string | null {
  const context: DecisionContext = { kind: issue.kind, state: null, relations: [], now: new Date(0) };
  for (const event of issue.timeline) {
    const { as } = event.by;
    const relations: Relation[] = as === 'account' ? ['account'] : ['account', as];
    const decision = decide(event.command, {
      ...context,
      relations,
      now: event.at,
      verifier: as === 'unit' ? undefined : (as as 'grid'),
    });
    if (!decision.ok) return `${event.command}: ${decision.code}`;
    if (decision.to !== event.state) return `${event.command} led to ${event.state}`;
    context.state = decision.to;
    if (event.command === 'close') Object.assign(context, { closedAt: event.at, rating: null });
    if (event.command === 'rate') context.rating = { solved: event.solved ?? false };
    if (event.command === 'reopen') context.reopenings = (context.reopenings ?? 0) + 1;
  }
  return context.state;
}

test('the facts of the steps agree with the timeline', () => {
  const now = clock.now();
  for (const { number, timeline, steps, dueSort, state, reportedDay, outbox, outboxDue } of issues) {
    const times = timeline.map(({ at }) => at.getTime());
    expect([number, times]).toEqual([number, [...times].sort((a, b) => a - b)]);
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
    expect(number).toContain(reportedDay.replaceAll('-', '').slice(2));
    for (const { doneAt, dueAt, inTime } of steps) expect(inTime).toBe(doneAt && doneAt <= dueAt);
    const open = steps.findLast(({ doneAt }) => doneAt === null);
    const waits = ['reported', 'accepted', 'filed', 'dispatched', 'handled'].includes(state);
    if (open) expect([number, waits, dueSort]).toEqual([number, true, open.dueAt]);
    // Everything has been told.
    expect([number, outbox.done, outboxDue]).toEqual([number, timeline.length, undefined]);
  }
});

test('some wait in time, some are due soon, some are late; closed ones mostly in time', () => {
  const now = clock.now().getTime();
  const hoursLeft = inState('dispatched').map(({ dueSort }) => (dueSort.getTime() - now) / 3_600_000);
  expect(hoursLeft.filter((hours) => hours < 0).length).toBeGreaterThanOrEqual(5);
  expect(hoursLeft.filter((hours) => hours >= 0 && hours <= 4).length).toBeGreaterThanOrEqual(5);
  expect(hoursLeft.filter((hours) => hours > 4).length).toBeGreaterThanOrEqual(10);
  const handlings = inState('closed').flatMap(({ steps }) =>
    steps.filter(({ step, outcome }) => step === 'handle' && outcome === 'done'),
  );
  const inTime = handlings.filter((step) => step.inTime).length / handlings.length;
  expect(inTime).toBeGreaterThan(0.7);
  expect(inTime).toBeLessThan(0.97);
});

test('returns, failed checks, reopenings, joins, ratings and answers all happen', () => {
  const counts = new Map<IssueCommand, number>();
  for (const { command } of issues.flatMap(({ timeline }) => timeline))
    counts.set(command, (counts.get(command) ?? 0) + 1);
  for (const command of ['return', 'recall', 'correct', 'fail', 'reopen'] as const) {
    expect([command, (counts.get(command) ?? 0) >= 3]).toEqual([command, true]);
  }
  expect(counts.get('join')).toBeGreaterThan(20);
  expect(counts.get('rate')).toBeGreaterThan(40);
  expect(issues.filter(({ kind }) => kind === 'suggestion').length).toBeGreaterThan(6);
  expect(issues.filter(({ caller }) => caller).length).toBeGreaterThan(6);
  expect(issues.filter(({ source }) => source === 'patrol').length).toBeGreaterThan(5);
  expect(issues.filter(({ point }) => !point).length).toBeGreaterThan(3);
});

test('the words differ, name the place, and give nobody away', () => {
  const texts = issues.map(({ text }) => text);
  expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.95);
  for (const text of texts) expect(text).not.toMatch(/[{}]|1[3-9]\d{9}/);
});

test('no picture is missing', async () => {
  const wanted = new Set(
    issues.flatMap(({ pictures, timeline }) =>
      [...pictures, ...timeline.flatMap((event) => event.pictures)].map(({ id }) => id),
    ),
  );
  const files = await FileModel.find({ _id: { $in: [...wanted] } }).lean();
  expect(files).toHaveLength(wanted.size);
  expect(new Set(files.map(({ hash }) => hash)).size).toBeGreaterThan(40);
  for (const file of new Map(files.map((each) => [each.hash, each])).values()) {
    for (const size of ['full', 'thumb'] as const)
      expect(await filesSetup().store.open(storedName(file, size))).toBeTruthy();
  }
});

test('everybody of the sign-in list finds work or news', async () => {
  const people = await AccountModel.find({ 'demo.order': { $gte: 0 } }).lean<AccountRecord[]>();
  const least: Record<string, number> = { dispatcher: 10, unit_officer: 3, firm_officer: 3, grid_worker: 2 };
  for (const { _id, name, demo } of people) {
    const accountId = String(_id);
    const posts = await activePosts(accountId, clock.now());
    const actor = {
      accountId,
      sessionId: '',
      name,
      posts: posts.map(({ id, ...post }) => ({ ...post, postId: id })),
      consented: true,
    };
    const role = demo?.role ?? '';
    if (role in least) {
      const { items } = await listIssues(actor, { view: 'work', order: 'due', limit: 50 });
      expect([name, items.length >= (least[role] ?? 0)]).toEqual([name, true]);
      if (role.endsWith('officer')) {
        expect([name, items.some(({ due }) => due && Date.parse(due.at) < clock.now().getTime())]).toEqual([
          name,
          true,
        ]);
      }
    }
    if (role === 'chief') {
      const { items } = await listIssues(actor, { view: 'scope', group: 'open', order: 'due', limit: 50 });
      expect([name, items.length >= 2]).toEqual([name, true]);
    }
    if (role === 'resident') {
      const { items } = await listIssues(actor, { view: 'mine', order: 'newest', limit: 50 });
      expect([name, new Set(items.map(({ state }) => state)).size >= 3]).toEqual([name, true]);
      expect([name, (await countUnread(accountId)) > 0]).toEqual([name, true]);
    }
  }
});

test('a second time nothing is played', async () => {
  expect(await seedCases(clock.now())).toEqual({ cases: 0, steps: 0, told: 0, broken: 0 });
  expect(await IssueModel.countDocuments({})).toBe(issues.length);
});

test('a first start that was broken off is gone on with', async () => {
  const lost = inState('verified').map(({ _id }) => _id);
  await IssueModel.deleteMany({ _id: { $in: lost } });
  await SeedingModel.updateOne({ _id: 'cases' }, { $set: { finishedAt: null } });
  const later = new Date(clock.now().getTime() + 60_000);
  expect(await seedCases(later)).toMatchObject({ cases: issues.length, told: lost.length, broken: 0 });
  const after = await IssueModel.find({}, { state: 1 }).lean<IssueRecord[]>();
  expect(after.map(({ state }) => state).sort()).toEqual(issues.map(({ state }) => state).sort());
}, 60_000);
