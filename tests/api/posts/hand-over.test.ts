import type { PostView } from '@gongzhi/shared/posts/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import { AccountModel } from '../../../api/src/modules/identity/account.model';
import { finishClosings } from '../../../api/src/modules/posts/close-post';
import { PostModel, type PostRecord } from '../../../api/src/modules/posts/post.model';
import { activePosts } from '../../../api/src/modules/posts/posts.queries';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { clock } from '../../../api/src/platform/clock';
import { aMorning, caseAt, done, newKey, openWorld, type Person, stored, type World } from '../issues/world';

/*
 * Posts go from hand to hand over the real API: work belongs to the place or the unit, so it is the successor's.
 */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.close());

const heldBy = async (person: Person): Promise<PostRecord> => {
  const post = await PostModel.findOne({
    accountId: world.personIds[person],
    endedAt: null,
  }).lean<PostRecord>();
  if (!post) throw new Error(`${person} holds nothing`);
  return post;
};
const idOf = (person: Person) => String(world.personIds[person]);
const give = (as: Person, post: PostRecord, what: string, body: object) =>
  world.call(as, 'POST', `/posts/${post._id}/${what}`, body);
/** A second later: who was signed out signs in anew. */
const aSecondLater = () => world.setNow(new Date(clock.now().getTime() + 1000));
const later = (days: number) => new Date(aMorning.getTime() + days * DAY_MS);

test('a unit officer hands over: open work follows the post, the old holder is out, what was open is written down', async () => {
  const id = await caseAt(world, 'dispatched');
  await caseAt(world, 'handled');
  const post = await heldBy('officer');
  const before = await world.call('administrator', 'GET', `/posts/${post._id}/standing`);
  expect(before.body.open).toEqual([
    { state: 'dispatched', count: 1 },
    { state: 'handled', count: 1 },
  ]);
  const handed = await give('administrator', post, 'hand-over', {
    accountId: idOf('neighbour'),
    note: '东头那件在等配件',
  });
  expect(handed.status).toBe(200);
  const { ended, begun } = handed.body as { ended: PostView; begun: PostView };
  expect(ended).toMatchObject({
    endedWhy: '交接',
    endedAt: aMorning.toISOString(),
    handover: { to: '名neighbour', note: '东头那件在等配件', open: before.body.open, toPostId: begun.id },
  });
  expect(begun).toMatchObject({
    role: 'unit_officer',
    account: { name: '名neighbour' },
    from: aMorning.toISOString(),
    takenFrom: { name: '名officer', postId: ended.id },
    appointedBy: '名administrator',
  });

  aSecondLater();
  // The case itself was not touched, and the successor finishes it.
  expect(String((await stored(id)).assignedTo)).toBe(String(world.unitIds.sanitation));
  const refused = await world.call('officer', 'POST', `/issues/${id}/handle`, {
    key: newKey(),
    words: '好了',
    pictureIds: [await world.upload('officer')],
  });
  expect(refused.status).toBe(403);
  await done(world, 'neighbour', id, 'handle', {
    words: '好了',
    pictureIds: [await world.upload('neighbour')],
  });

  // Once more is refused and changes nothing; then back again.
  const again = await give('administrator', post, 'hand-over', { accountId: idOf('reporter') });
  expect(again.body.error.code).toBe('CONFLICT');
  expect(await activePosts(idOf('reporter'), aMorning)).toEqual([]);
  const back = await give('administrator', await heldBy('neighbour'), 'hand-over', {
    accountId: idOf('officer'),
  });
  expect(back.status).toBe(200);
});

test('a hand-over that was broken off after its write is finished by the worker, once', async () => {
  const post = await heldBy('farOfficer');
  const toPostId = new mongoose.Types.ObjectId();
  // What the one guarded write stores, and nothing of what follows it.
  await PostModel.updateOne(
    { _id: post._id },
    {
      $set: {
        endedAt: aMorning,
        endedWhy: '交接',
        unfinished: true,
        handover: {
          toPostId,
          toAccountId: world.personIds.neighbour,
          toName: '名neighbour',
          fromName: '名farOfficer',
          title: post.title,
          until: null,
          note: '',
          open: [],
          by: { accountId: null, name: '测试' },
        },
      },
      $unset: { slot: '' },
    },
  );
  await runWorkerOnce();
  expect(await PostModel.findById(toPostId).lean()).toMatchObject({ role: 'unit_officer', endedAt: null });
  expect((await PostModel.findById(post._id).lean<PostRecord>())?.unfinished).toBeUndefined();
  await PostModel.updateOne({ _id: post._id }, { $set: { unfinished: true } });
  expect(await finishClosings(aMorning)).toBe(1);
  expect(await PostModel.countDocuments({ 'takenFrom.postId': post._id })).toBe(1);
  const back = await give('administrator', await heldBy('neighbour'), 'hand-over', {
    accountId: idOf('farOfficer'),
  });
  expect(back.status).toBe(200);
});

test('two who hand over the same post at once: one is done, the other told', async () => {
  const post = await heldBy('farGrid');
  const both = await Promise.all(
    [idOf('neighbour'), idOf('reporter')].map((accountId) =>
      give('bureau', post, 'hand-over', { accountId }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(
    await PostModel.countDocuments({ role: 'grid_worker', scopeId: world.placeIds.eastCell, endedAt: null }),
  ).toBe(1);
  const [won] = both.filter(({ status }) => status === 200);
  const now = await PostModel.findById(won?.body.begun.id).lean<PostRecord>();
  await give('bureau', now as PostRecord, 'hand-over', { accountId: idOf('farGrid') });
});

test('what a hand-over must bring', async () => {
  const post = await heldBy('chief');
  const wrong = [
    await give('bureau', post, 'hand-over', { accountId: idOf('chief') }),
    await give('bureau', post, 'hand-over', { accountId: idOf('neighbour'), until: later(-1).toISOString() }),
    await give('bureau', post, 'hand-over', { accountId: 'x' }),
    await give('bureau', post, 'hand-over', {}),
  ];
  expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  expect((await give('bureau', post, 'hand-over', { accountId: 'f'.repeat(24) })).status).toBe(404);
  const nobody = { ...post, _id: new mongoose.Types.ObjectId() };
  expect((await give('bureau', nobody, 'hand-over', { accountId: idOf('neighbour') })).status).toBe(404);
  expect(await heldBy('chief')).toEqual(post);
});

test('acting: both have the rights, each for their own term, and the case says for whom it was done', async () => {
  world.setNow(new Date(aMorning.getTime() + 5000));
  const post = await heldBy('grid');
  const made = await give('bureau', post, 'acting', {
    accountId: idOf('neighbour'),
    from: later(1).toISOString(),
    until: later(4).toISOString(),
    why: '年假',
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    role: 'grid_worker',
    actingFor: { name: '名grid', postId: String(post._id) },
    account: { name: '名neighbour' },
    until: later(4).toISOString(),
  });
  const check = async (person: Person, id: string) =>
    world.call(person, 'POST', `/issues/${id}/pass`, {
      key: newKey(),
      standardMet: true,
      pictureIds: [await world.upload(person)],
    });

  // Before the term: not yet. Within it: yes, with the words. After it: no more, whatever the token says.
  const first = await caseAt(world, 'handled');
  expect((await check('neighbour', first)).status).toBe(403);
  world.setNow(later(2));
  expect((await check('neighbour', first)).status).toBe(200);
  const seen = await world.call('dispatcher', 'GET', `/issues/${first}`);
  expect(seen.body.timeline.at(-1).by).toBe('网格员 名neighbour（代名grid）');
  const outside = await world.call('reporter', 'GET', `/issues/${first}`);
  expect(outside.body.timeline.at(-1).by).toBe('网格员');
  expect((await stored(first)).timeline.at(-1)?.by.post).toMatchObject({
    id: made.body.id,
    role: 'grid_worker',
    actingFor: '名grid',
  });
  expect((await world.call('grid', 'GET', '/me')).body.desks).toEqual(['check']);

  aSecondLater();
  const second = await caseAt(world, 'handled');
  world.setNow(later(4));
  expect((await check('neighbour', second)).status).toBe(403);
  expect((await check('grid', second)).status).toBe(200);
  expect((await stored(second)).timeline.at(-1)?.by.post?.actingFor).toBeNull();
});

test('acting has limits: another person, not twice at once, within the term, of a post that is held', async () => {
  const post = await heldBy('farChief');
  const body = { accountId: idOf('neighbour'), until: later(5).toISOString() };
  const tries: [object, number][] = [
    [{ ...body, accountId: idOf('farChief') }, 422],
    [{ ...body, until: later(-1).toISOString() }, 422],
    [{ ...body, until: later(800).toISOString() }, 422],
    [{ ...body, from: later(-800).toISOString() }, 422],
    [{ accountId: body.accountId }, 422],
    [{ ...body, accountId: 'f'.repeat(24) }, 404],
    [body, 201],
    [{ ...body, accountId: idOf('reporter'), until: later(3).toISOString() }, 409],
    [
      { ...body, accountId: idOf('reporter'), from: later(5).toISOString(), until: later(6).toISOString() },
      201,
    ],
  ];
  for (const [input, status] of tries) {
    expect([input, (await give('bureau', post, 'acting', input)).status]).toEqual([input, status]);
  }
  const acting = await PostModel.find({ 'actingFor.postId': post._id, endedAt: null }).lean<PostRecord[]>();
  expect(acting).toHaveLength(2);
  const [one] = acting;
  expect((await give('bureau', one as PostRecord, 'acting', body)).status).toBe(409);
  expect((await give('bureau', one as PostRecord, 'hand-over', { accountId: idOf('grid') })).status).toBe(
    409,
  );

  // Whoever acted leaves with the post.
  await give('bureau', post, 'end', { why: '调走' });
  expect(await PostModel.countDocuments({ 'actingFor.postId': post._id, endedAt: null })).toBe(0);
  expect((await give('bureau', post, 'acting', body)).status).toBe(409);
  await world.call('administrator', 'POST', '/posts', {
    accountId: idOf('farChief'),
    role: 'chief',
    scope: { kind: 'place', id: String(world.placeIds.eastCommunity) },
  });
});

test('a term that runs out ends the rights at that very moment, in every command', async () => {
  const post = await heldBy('farGrid');
  await PostModel.updateOne({ _id: post._id }, { $set: { until: later(1) } });
  world.setNow(new Date(later(1).getTime() - 1000));
  expect((await world.call('farGrid', 'GET', '/me')).body.posts).toHaveLength(1);
  world.setNow(later(1));
  expect((await world.call('farGrid', 'GET', '/me')).body.posts).toEqual([]);
  expect((await world.call('farGrid', 'GET', '/posts')).status).toBe(403);
  await PostModel.updateOne({ _id: post._id }, { $set: { until: null } });
});

test('who is deactivated is signed out, leaves every post, and what is vacant now is said', async () => {
  const made = await world.call('administrator', 'POST', '/posts', {
    accountId: idOf('neighbour'),
    role: 'chief',
    scope: { kind: 'place', id: String(world.placeIds.westCommunity) },
  });
  expect(made.status).toBe(201);
  const alone = await world.call('administrator', 'POST', '/posts', {
    accountId: idOf('neighbour'),
    role: 'grid_worker',
    scope: { kind: 'place', id: String(world.placeIds.westTown) },
  });
  const token = await world.tokenOf('neighbour');
  const refused = [
    await world.call('bureau', 'POST', `/posts/people/${idOf('neighbour')}/deactivate`, { why: '离职' }),
    await world.call('administrator', 'POST', `/posts/people/${idOf('administrator')}/deactivate`, {
      why: 'x',
    }),
    await world.call('administrator', 'POST', `/posts/people/${'f'.repeat(24)}/deactivate`, { why: 'x' }),
    await world.call('administrator', 'POST', `/posts/people/${idOf('neighbour')}/deactivate`, {}),
    await world.call(null, 'POST', `/posts/people/${idOf('neighbour')}/deactivate`, { why: 'x' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 409, 404, 422, 401]);
  const reply = await world.call('administrator', 'POST', `/posts/people/${idOf('neighbour')}/deactivate`, {
    why: '离职',
  });
  expect(reply.status).toBe(200);
  expect(reply.body.person).toMatchObject({ name: '名neighbour', disabledAt: aMorning.toISOString() });
  // The community has its other chief still.
  expect(reply.body.vacated.map(({ id }: PostView) => id)).toEqual([alone.body.id]);
  const me = await fetch(`${world.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  expect(me.status).toBe(401);
  expect(await PostModel.findById(made.body.id).lean()).toMatchObject({ endedWhy: '离职' });
  const again = await world.call('administrator', 'POST', `/posts/people/${idOf('neighbour')}/deactivate`, {
    why: 'x',
  });
  expect(again.status).toBe(409);
});

test('a deactivation that was broken off is finished by the worker', async () => {
  const post = await heldBy('farOfficer');
  await AccountModel.updateOne(
    { _id: world.personIds.farOfficer },
    { $set: { disabledAt: aMorning, disabledWhy: '离职', leaving: true } },
  );
  await runWorkerOnce();
  expect(await PostModel.findById(post._id).lean()).toMatchObject({ endedAt: aMorning, endedWhy: '离职' });
  const account = await AccountModel.findById(world.personIds.farOfficer).lean();
  expect(account?.leaving).toBeUndefined();
});

test('a person’s page: for the desk and for oneself', async () => {
  const own = await world.call('grid', 'GET', `/posts/people/${idOf('grid')}`);
  expect(own.body).toMatchObject({ name: '名grid', kind: 'desk', posts: [{ role: 'grid_worker' }] });
  expect((await world.call('bureau', 'GET', `/posts/people/${idOf('grid')}`)).status).toBe(200);
  expect((await world.call('grid', 'GET', `/posts/people/${idOf('chief')}`)).status).toBe(403);
  expect((await world.call('bureau', 'GET', `/posts/people/${'f'.repeat(24)}`)).status).toBe(404);
  const found = await world.call('bureau', 'GET', '/posts/people?q=disp');
  expect(found.body.items.map(({ name }: { name: string }) => name)).toEqual([
    '名dispatcher',
    '名farDispatcher',
  ]);
  const byName = await world.call('bureau', 'GET', `/posts/people?q=${encodeURIComponent('名farD')}`);
  expect(byName.body.items.map(({ name }: { name: string }) => name)).toEqual(['名farDispatcher']);
  expect((await world.call('grid', 'GET', '/posts/people?q=')).status).toBe(403);
  const gone = await world.call('bureau', 'GET', `/posts/people?q=${encodeURIComponent('名farOfficer')}`);
  expect(gone.body.items).toEqual([]);
});

test('vacancies: what has nobody in post at this moment', async () => {
  aSecondLater();
  const asked = async (query: string) => (await world.call('bureau', 'GET', `/posts/vacancies${query}`)).body;
  const all = await asked('');
  // Two cells with grid workers; three units of which only the sanitation's officer is left; no streets here.
  expect(all.counts).toEqual([
    { role: 'chief', all: 0, vacant: 0 },
    { role: 'river_chief', all: 0, vacant: 0 },
    { role: 'grid_worker', all: 2, vacant: 0 },
    { role: 'unit_officer', all: 3, vacant: 2 },
    { role: 'firm_officer', all: 0, vacant: 0 },
  ]);
  expect(all.items.map(({ scope }: { scope: { code: string } }) => scope.code)).toEqual([
    'lighting',
    'municipal',
  ]);
  const page = await asked('?limit=1');
  const rest = await asked(`?limit=1&cursor=${page.next}`);
  expect([...page.items, ...rest.items]).toEqual(all.items);
  expect(rest.next).toBeNull();

  const post = await heldBy('farGrid');
  await PostModel.updateOne({ _id: post._id }, { $set: { until: later(2) } });
  world.setNow(later(2));
  const inEast = await asked(`?role=grid_worker&areaId=${world.placeIds.eastTown}`);
  expect(inEast).toMatchObject({
    items: [
      {
        role: 'grid_worker',
        scope: { name: '地eastCell', what: 'cell', where: '地eastTown · 地eastCommunity' },
      },
    ],
    counts: [{ role: 'grid_worker', all: 1, vacant: 1 }],
  });
  expect((await asked(`?role=grid_worker&areaId=${world.placeIds.westTown}`)).items).toEqual([]);
  // Somebody for the whole community answers for its cells too.
  await PostModel.updateOne({ _id: post._id }, { $set: { scopeId: world.placeIds.eastCommunity } });
  await PostModel.updateOne({ _id: post._id }, { $set: { until: null } });
  expect((await asked('?role=grid_worker')).items).toEqual([]);
  expect((await world.call('grid', 'GET', '/posts/vacancies')).status).toBe(403);
  expect((await world.call(null, 'GET', '/posts/vacancies')).status).toBe(401);
  expect((await world.call('bureau', 'GET', `/posts/vacancies?areaId=${'f'.repeat(24)}`)).status).toBe(404);
  expect((await world.call('bureau', 'GET', '/posts/vacancies?role=king')).status).toBe(422);
});

test('the story of a post is one query of all that was held of it', async () => {
  const { items } = (
    await world.call('bureau', 'GET', `/posts?role=unit_officer&scopeId=${world.unitIds.sanitation}`)
  ).body;
  expect(items.length).toBeGreaterThanOrEqual(3);
});
