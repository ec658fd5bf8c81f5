import { FileModel } from '../../../api/src/modules/files/file.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { caseAt, done, matter, newKey, openWorld, stored, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
beforeEach(() => world.clear());
afterAll(() => world.close());

/** A case with words and a picture the public sees. */
async function published(): Promise<{ id: string; pictureId: string }> {
  const pictureId = await world.upload('reporter');
  const id = await caseAt(world, 'reported', { pictureIds: [pictureId] });
  const accept = { matterCode: matter.code, publicText: '西街口有垃圾', publicPictureIds: [pictureId] };
  await done(world, 'dispatcher', id, 'accept', accept);
  await runWorkerOnce();
  return { id, pictureId };
}

const seenByPublic = async (id: string) => (await world.call(null, 'GET', `/issues/${id}`)).body;
const found = async (q: string) =>
  (await world.call(null, 'GET', `/issues?q=${encodeURIComponent(q)}`)).body.items.length;

test('what is covered is gone for the public, for the search and for caches, and comes back as it was', async () => {
  const { id, pictureId } = await published();
  const before = await seenByPublic(id);
  expect(before).toMatchObject({ text: '西街口有垃圾', covered: false, exact: true });
  expect(await found('西街口')).toBe(1);

  const covered = await done(world, 'bureau', id, 'cover', { words: '有人投诉侵犯隐私' });
  expect(covered.issue.covered).toBe(true);
  await runWorkerOnce();
  const meanwhile = await seenByPublic(id);
  expect(meanwhile).toMatchObject({ text: '', pictures: [], thumb: null, covered: true, exact: false });
  expect(JSON.stringify(meanwhile)).not.toContain('西街');
  expect(await found('西街口')).toBe(0);
  expect((await FileModel.findById(pictureId).lean())?.published).toBe(false);
  // Those who work on it go on as before.
  expect((await world.call('dispatcher', 'GET', `/issues/${id}`)).body.text).toBe('路边有一堆垃圾没人收');

  await done(world, 'bureau', id, 'uncover', { words: '没有问题' });
  await runWorkerOnce();
  const after = await seenByPublic(id);
  expect(after.text).toBe(before.text);
  expect(after.pictures.map((picture: { id: string }) => picture.id)).toEqual([pictureId]);
  expect(await found('西街口')).toBe(1);
  expect((await FileModel.findById(pictureId).lean())?.published).toBe(true);
});

test('the history says so to everybody, and why to the reporter', async () => {
  const { id } = await published();
  await done(world, 'bureau', id, 'cover', { words: '有人投诉侵犯隐私' });
  await runWorkerOnce();
  const publicEntry = (await seenByPublic(id)).timeline.at(-1);
  expect(publicEntry).toMatchObject({
    command: 'cover',
    by: '城管局',
    text: '文字和照片先遮起来，正在核实',
    words: '',
  });
  const own = (await world.call('reporter', 'GET', `/issues/${id}`)).body.timeline.at(-1);
  expect(own.words).toBe('有人投诉侵犯隐私');
  expect((await world.call('reporter', 'GET', '/inbox')).body.items[0].text).toBe(
    '文字和照片先遮起来，正在核实',
  );
});

test('an administrator may cover, reads no more than the public, and gives the same key twice in vain', async () => {
  const { id } = await published();
  const body = { key: newKey(), words: '有人投诉' };
  const first = await world.call('administrator', 'POST', `/issues/${id}/cover`, body);
  expect(first.body).toMatchObject({ repeated: false, issue: { covered: true, text: '' } });
  const again = await world.call('administrator', 'POST', `/issues/${id}/cover`, body);
  expect(again.body.repeated).toBe(true);
  expect((await stored(id)).timeline.filter(({ command }) => command === 'cover')).toHaveLength(1);
});

test('covering twice, or uncovering what is not covered, is a conflict that changes nothing', async () => {
  const { id } = await published();
  const give = (command: string) =>
    world.call('bureau', 'POST', `/issues/${id}/${command}`, { key: newKey(), words: '因为' });
  expect((await give('uncover')).body.error.code).toBe('NOT_COVERED');
  await give('cover');
  const before = await stored(id);
  const refused = await give('cover');
  expect([refused.status, refused.body.error.code]).toEqual([409, 'NOTHING_TO_COVER']);
  expect(await stored(id)).toEqual(before);
});

test('a correction of the publication does not uncover', async () => {
  const { id } = await published();
  await done(world, 'bureau', id, 'cover', { words: '有人投诉' });
  await done(world, 'dispatcher', id, 'correct', { publicText: '改写过的文字', words: '去掉门牌' });
  expect(await seenByPublic(id)).toMatchObject({ text: '', covered: true });
  await done(world, 'bureau', id, 'uncover', { words: '改好了' });
  expect(await seenByPublic(id)).toMatchObject({ text: '改写过的文字', covered: false });
});

test('of a closed case the pictures of the work and the result are covered too', async () => {
  const id = await caseAt(world, 'closed');
  const before = await seenByPublic(id);
  expect(before.afterPictures).toHaveLength(1);
  expect(before.result).not.toBeNull();
  await done(world, 'bureau', id, 'cover', { words: '有人投诉' });
  const after = await seenByPublic(id);
  expect(after).toMatchObject({ afterPictures: [], result: null });
  for (const entry of after.timeline) expect([entry.words, entry.pictures]).toEqual(['', []]);
});
