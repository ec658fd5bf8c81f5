import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { aMorning, caseAt, done, openWorld, type Person, type World } from '../issues/world';

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  id = await caseAt(world, 'dispatched');
  await runWorkerOnce();
}, 60_000);
afterAll(() => world.close());

const inbox = (person: Person, query = '') => world.call(person, 'GET', `/inbox${query}`);
const unread = async (person: Person) => (await world.call(person, 'GET', '/inbox/unread')).body.count;

test('plain sentences, newest first', async () => {
  const { body } = await inbox('reporter');
  expect(body.items.map(({ text }: { text: string }) => text)).toEqual([
    '已派给sanitation处，今天 15:30 前处理',
    '已立案，等待派遣',
    '已受理，正在核定怎样处理',
  ]);
  expect(body.items[0]).toMatchObject({
    issueId: id,
    state: 'dispatched',
    read: false,
    title: '路边有一堆垃圾没人收',
  });
  expect((await inbox('officer')).body.items[0].text).toBe('有新的任务，请今天 15:30 前处理');
});

test('a sentence read a day later still says when', async () => {
  world.setNow(new Date(aMorning.getTime() + 86_400_000));
  expect((await inbox('reporter')).body.items[0].text).toBe('已派给sanitation处，昨天 15:30 前处理');
  world.setNow(aMorning);
});

test('pages by key', async () => {
  const first = await inbox('reporter', '?limit=2');
  expect(first.body.items).toHaveLength(2);
  const second = await inbox('reporter', `?limit=2&cursor=${first.body.next}`);
  expect(second.body.items).toHaveLength(1);
  expect(second.body.next).toBeNull();
  expect((await inbox('reporter', '?cursor=nonsense')).status).toBe(422);
});

test('what is read is counted no more, and only by its owner', async () => {
  expect(await unread('reporter')).toBe(3);
  const [newest] = (await inbox('reporter')).body.items;
  const foreign = await world.call('officer', 'POST', '/inbox/read', { ids: [newest.id] });
  expect(foreign.body.count).toBe(0);
  expect(await unread('reporter')).toBe(3);
  expect((await world.call('reporter', 'POST', '/inbox/read', { ids: [newest.id] })).body.count).toBe(1);
  expect((await world.call('reporter', 'POST', '/inbox/read', { ids: [newest.id] })).body.count).toBe(0);
  expect(await unread('reporter')).toBe(2);
  expect((await inbox('reporter', '?unread=true')).body.items).toHaveLength(2);
  expect((await inbox('reporter', '?unread=false')).body.items).toHaveLength(1);
  expect((await world.call('reporter', 'POST', '/inbox/read', {})).body.count).toBe(2);
  expect(await unread('reporter')).toBe(0);
  expect((await world.call('reporter', 'GET', '/me')).body.unread).toBe(0);
});

test('a reason that is for the desk does not reach the reporter', async () => {
  await done(world, 'officer', id, 'return', { reason: 'not_our_duty', words: '内部' });
  await runWorkerOnce();
  const text = (await inbox('reporter')).body.items[0].text;
  expect(text).toBe('sanitation处退回了案件，将重新派遣');
});

test('who made a suggestion hears that it was answered, not that somebody will check it', async () => {
  const suggestion = await caseAt(world, 'accepted', { kind: 'suggestion', text: '多放几个垃圾桶' });
  const organisationId = String(world.unitIds.sanitation);
  await done(world, 'dispatcher', suggestion, 'dispatch', { organisationId });
  await done(world, 'officer', suggestion, 'handle', { words: '下个月增设五个', pictureIds: [] });
  await runWorkerOnce();
  const about = async (person: Person) =>
    (await inbox(person)).body.items.filter(({ issueId }: { issueId: string }) => issueId === suggestion);
  const heard = await about('reporter');
  expect(heard.map(({ text }: { text: string }) => text)).toEqual([
    'sanitation处已答复',
    expect.stringMatching(/^已派给sanitation处，.+ 前答复$/),
    '已受理，正在安排单位答复',
  ]);
  expect(heard[0]).toMatchObject({ kind: 'suggestion', state: 'handled' });
  expect((await about('officer'))[0].text).toMatch(/^有新的建言，请.+ 前答复$/);
  const { body } = await world.call('reporter', 'GET', `/issues/${suggestion}`);
  expect(body.timeline.at(-1)).toMatchObject({ command: 'handle', text: 'sanitation处已答复' });
});

test('needs an account', async () => {
  for (const [method, path] of [
    ['GET', '/inbox'],
    ['GET', '/inbox/unread'],
    ['POST', '/inbox/read'],
  ] as const) {
    expect((await world.call(null, method, path, method === 'POST' ? {} : undefined)).status).toBe(401);
  }
});

test('too many ids at once are refused', async () => {
  const ids = Array.from({ length: 101 }, String);
  expect((await world.call('reporter', 'POST', '/inbox/read', { ids })).status).toBe(422);
});
