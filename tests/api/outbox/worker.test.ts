import { DeliveryModel } from '../../../api/src/modules/inbox/delivery.model';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { claimDueIssue, settleIssue } from '../../../api/src/modules/issues/issue-outbox';
import { issuesSetup, setUpIssues } from '../../../api/src/modules/issues/issues-setup';
import { handlers } from '../../../api/src/outbox/handlers';
import { runWorkerOnce, startWorker, tellDueIssues } from '../../../api/src/outbox/worker';
import { clock } from '../../../api/src/platform/clock';
import { logger } from '../../../api/src/platform/logger';
import { aMorning, caseAt, done, openWorld, type Person, stored, type World } from '../issues/world';

let world: World;
const usual = { ...handlers };
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
beforeEach(() => world.clear());
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(handlers, usual);
  setUpIssues({ ...issuesSetup(), autoDispatch: false, autoClose: false });
});
afterAll(() => world.close());

async function toldTo(person: Person) {
  const found = await DeliveryModel.find({ recipientId: world.personIds[person] }).sort({ order: 1 }).lean();
  return found.map(({ command }) => command);
}

test('everybody hears of what concerns them, once, and not of what they did', async () => {
  const id = await caseAt(world, 'accepted');
  await done(world, 'neighbour', id, 'join', {});
  await done(world, 'dispatcher', id, 'file', { conditionCode: '06010-1' });
  await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
  await done(world, 'officer', id, 'handle', { words: '好了', pictureIds: [await world.upload('officer')] });
  const before = await stored(id);
  expect(before.outboxDue).toBeDefined();
  expect(await runWorkerOnce()).toMatchObject({ told: 1, failed: 0 });
  expect(await toldTo('reporter')).toEqual(['accept', 'file', 'dispatch', 'handle']);
  expect(await toldTo('officer')).toEqual(['dispatch']);
  expect(await toldTo('grid')).toEqual(['handle']);
  expect(await toldTo('chief')).toEqual([]);
  expect(await toldTo('dispatcher')).toEqual([]);
  expect(await toldTo('farOfficer')).toEqual([]);
  const after = await stored(id);
  expect(after.outboxDue).toBeUndefined();
  expect(after.outbox).toMatchObject({ done: 6, lease: null, attempts: 0, lastError: null });
  // The worker's writes are no commands.
  expect(after.version).toBe(before.version);
  expect(await runWorkerOnce()).toMatchObject({ told: 0, failed: 0 });
  expect(await toldTo('reporter')).toHaveLength(4);
});

test.each(Object.keys(usual))('killed in the middle of “%s”, it ends the same as without', async (name) => {
  const id = await caseAt(world, 'dispatched');
  const handler = usual[name] as (typeof handlers)[string];
  // The work is done, then the process is gone before anything is noted: the lease has to run out.
  handlers[name] = async (claimed, now) => {
    await handler(claimed, now);
    throw new Error('killed');
  };
  const claimed = await claimDueIssue(clock.now());
  if (!claimed) throw new Error('nothing to claim');
  for (const handle of Object.values(handlers)) {
    await handle(claimed, clock.now()).catch(() => {});
  }
  handlers[name] = handler;
  expect(await tellDueIssues()).toEqual({ told: 0, failed: 0 });
  world.setNow(new Date(aMorning.getTime() + 61_000));
  expect(await tellDueIssues()).toEqual({ told: 1, failed: 0 });
  expect(await toldTo('reporter')).toEqual(['accept', 'file', 'dispatch']);
  expect(await toldTo('officer')).toEqual(['dispatch']);
  expect((await stored(id)).outboxDue).toBeUndefined();
});

test('killed between telling and noting it, nobody hears twice', async () => {
  const id = await caseAt(world, 'dispatched');
  const claimed = await claimDueIssue(clock.now());
  if (!claimed) throw new Error('nothing to claim');
  await usual.inbox?.(claimed, clock.now());
  world.setNow(new Date(aMorning.getTime() + 61_000));
  await tellDueIssues();
  expect(await toldTo('reporter')).toEqual(['accept', 'file', 'dispatch']);
  // The dead worker's lease is worth nothing any more.
  await settleIssue(claimed, clock.now());
  expect((await stored(id)).outbox.done).toBe(4);
});

test('an event that comes in while a case is told is told next', async () => {
  const id = await caseAt(world, 'filed');
  const claimed = await claimDueIssue(clock.now());
  if (!claimed) throw new Error('nothing to claim');
  await usual.inbox?.(claimed, clock.now());
  await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
  await settleIssue(claimed, clock.now());
  expect((await stored(id)).outboxDue).toBeDefined();
  await tellDueIssues();
  expect(await toldTo('reporter')).toEqual(['accept', 'file', 'dispatch']);
  expect(await toldTo('officer')).toEqual(['dispatch']);
});

test('a case that fails is tried later, each time later, and finally laid aside with its error; others go on', async () => {
  const bad = await caseAt(world, 'accepted');
  const good = await caseAt(world, 'accepted');
  handlers.inbox = async (claimed, now) => {
    if (String(claimed.issue._id) === bad) throw new Error('cannot');
    await usual.inbox?.(claimed, now);
  };
  expect(await tellDueIssues()).toEqual({ told: 1, failed: 1 });
  expect((await stored(good)).outboxDue).toBeUndefined();
  const first = await stored(bad);
  expect(first.outbox).toMatchObject({ attempts: 1, lastError: 'cannot', done: 0 });
  expect(await tellDueIssues()).toEqual({ told: 0, failed: 0 });
  let waited = 0;
  for (let i = 2; i <= 10; i++) {
    const due = (await stored(bad)).outboxDue as Date;
    const wait = due.getTime() - clock.now().getTime();
    expect(wait).toBeGreaterThan(waited);
    waited = wait;
    world.setNow(due);
    expect(await tellDueIssues()).toEqual({ told: 0, failed: 1 });
  }
  const dead = await stored(bad);
  expect(dead.outboxDue).toBeUndefined();
  expect(dead.outbox).toMatchObject({ attempts: 10, lastError: 'cannot', deadAt: clock.now() });
  // The next thing that happens to it brings everything up again.
  handlers.inbox = usual.inbox as (typeof handlers)[string];
  await done(world, 'dispatcher', bad, 'file', { conditionCode: '06010-1' });
  await tellDueIssues();
  expect((await stored(bad)).outbox).toMatchObject({ done: 3, attempts: 0, deadAt: null });
});

test('two workers at once share the work and tell everything once', async () => {
  for (let i = 0; i < 6; i++) await caseAt(world, 'accepted');
  const rounds = await Promise.all([tellDueIssues(), tellDueIssues(), tellDueIssues()]);
  expect(rounds.reduce((sum, { told }) => sum + told, 0)).toBe(6);
  expect(await toldTo('reporter')).toHaveLength(6);
});

test('runs by itself until it is stopped', async () => {
  const id = await caseAt(world, 'accepted');
  const worker = startWorker({ tellEveryMs: 10, figuresEveryMs: 10, sweepEveryMs: 10 });
  for (let i = 0; i < 100 && (await stored(id)).outboxDue; i++) await new Promise((r) => setTimeout(r, 20));
  await worker.stop();
  expect((await stored(id)).outboxDue).toBeUndefined();
});

test('is not held for good by work without end', async () => {
  const id = await caseAt(world, 'accepted');
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  handlers.inbox = () => {
    begun();
    return new Promise(() => {});
  };
  const warn = jest.spyOn(logger, 'warn');
  const worker = startWorker({ tellEveryMs: 10, stopWithinMs: 100 });
  await hasBegun;
  await worker.stop();
  expect(warn).toHaveBeenCalledWith({ cut: ['events of cases'] }, expect.any(String));
  expect((await stored(id)).outboxDue).toBeDefined();
});

test('what breaks because of the stop counts as no failure and is told later', async () => {
  const id = await caseAt(world, 'accepted');
  const stopping = new AbortController();
  handlers.inbox = async () => {
    stopping.abort();
    throw new Error('the connection was closed');
  };
  await expect(tellDueIssues(stopping.signal)).rejects.toThrow('was closed');
  expect((await stored(id)).outbox).toMatchObject({ attempts: 1, lastError: null });
  expect((await stored(id)).outboxDue).toBeDefined();
});

describe('sending out by itself', () => {
  test('is off unless the district switches it on', async () => {
    const id = await caseAt(world, 'filed');
    await runWorkerOnce();
    expect((await stored(id)).state).toBe('filed');
  });

  test('sends a filed case to the only unit that answers for it, once', async () => {
    setUpIssues({ ...issuesSetup(), autoDispatch: true });
    const id = await caseAt(world, 'filed');
    await runWorkerOnce();
    await runWorkerOnce();
    const issue = await stored(id);
    expect([issue.state, String(issue.assignedTo)]).toEqual(['dispatched', String(world.unitIds.sanitation)]);
    expect(issue.timeline.filter(({ command }) => command === 'dispatch')).toHaveLength(1);
    expect(issue.timeline.at(-1)?.by).toMatchObject({ as: 'system' });
    expect(await toldTo('officer')).toEqual(['dispatch']);
    // What the unit sends back is for the desk.
    await done(world, 'officer', id, 'return', { reason: 'other', words: '不归我们' });
    await runWorkerOnce();
    expect((await stored(id)).state).toBe('filed');
  });
});

test('closing by itself, where the district wants it, follows the check', async () => {
  setUpIssues({ ...issuesSetup(), autoClose: true });
  const id = await caseAt(world, 'verified');
  await runWorkerOnce();
  await runWorkerOnce();
  const issue = await stored(id);
  expect([issue.state, issue.result]).toEqual(['closed', '已处理，现场核查达到结案标准：垃圾清除，地面干净']);
  expect(issue.timeline.filter(({ command }) => command === 'close')).toHaveLength(1);
  expect(await toldTo('reporter')).toContain('close');
});

test('nothing is left due in the end', async () => {
  await caseAt(world, 'closed');
  await runWorkerOnce();
  expect(await IssueModel.countDocuments({ outboxDue: { $exists: true } })).toBe(0);
});
