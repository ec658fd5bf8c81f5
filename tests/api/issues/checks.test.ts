import { keepIssuesCurrent } from '../../../api/src/modules/issues/keep-current';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { aMorning, caseAt, done, newKey, openWorld, type Person, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
}, 60_000);
afterEach(() => world.close());

/** Lists follow who is in post when the worker has been there; decisions look at once. */
async function leave(person: Person): Promise<void> {
  await PostModel.updateMany({ accountId: world.personIds[person] }, { $set: { endedAt: aMorning } });
  await keepIssuesCurrent();
}

async function check(person: Person, id: string) {
  const body = { key: newKey(), standardMet: true, pictureIds: [await world.upload(person)] };
  const reply = await world.call(person, 'POST', `/issues/${id}/pass`, body);
  return [reply.status, reply.body.error?.code ?? reply.body.issue.state];
}

const queueOf = async (person: Person): Promise<string[]> =>
  (await world.call(person, 'GET', '/issues?view=work')).body.items.map(({ id }: { id: string }) => id);

test('the grid worker checks; chief and desk do not, while there is one', async () => {
  const id = await caseAt(world, 'handled');
  expect([await queueOf('grid'), await queueOf('chief'), await queueOf('dispatcher')]).toEqual([
    [id],
    [],
    [],
  ]);
  expect(await check('chief', id)).toEqual([403, 'FORBIDDEN']);
  expect(await check('dispatcher', id)).toEqual([403, 'FORBIDDEN']);
  expect(await check('grid', id)).toEqual([200, 'verified']);
});

test('without a grid worker the chief checks', async () => {
  const id = await caseAt(world, 'handled');
  await leave('grid');
  expect([
    await queueOf('grid').catch(() => []),
    await queueOf('chief'),
    await queueOf('dispatcher'),
  ]).toEqual([[], [id], []]);
  expect(await check('dispatcher', id)).toEqual([403, 'FORBIDDEN']);
  expect(await check('chief', id)).toEqual([200, 'verified']);
});

test('with nobody in post the desk checks', async () => {
  const id = await caseAt(world, 'handled');
  await leave('grid');
  await leave('chief');
  expect(await queueOf('dispatcher')).toEqual([id]);
  expect(await check('dispatcher', id)).toEqual([200, 'verified']);
});

test('nobody checks what they handled themselves', async () => {
  const id = await caseAt(world, 'dispatched');
  await PostModel.create({
    accountId: world.personIds.grid,
    role: 'unit_officer',
    scopeKind: 'organisation',
    scopeId: world.unitIds.sanitation,
    title: '兼职',
    from: new Date(0),
    appointedBy: { accountId: null, name: '系统' },
    createdAt: aMorning,
  });
  await done(world, 'grid', id, 'handle', { words: '好了', pictureIds: [await world.upload('grid')] });
  expect(await queueOf('grid')).toEqual([]);
  expect(await queueOf('chief')).toEqual([id]);
  expect(await check('grid', id)).toEqual([403, 'NOT_YOURS_TO_CHECK']);
  expect(await check('chief', id)).toEqual([200, 'verified']);
});
