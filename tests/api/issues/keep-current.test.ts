import { moveSentence } from '@gongzhi/shared/issues/boundary-moves';
import { publishedCalendar } from '@gongzhi/shared/standards/calendar';
import { noteMove } from '../../../api/src/modules/issues/boundary-moves';
import { CaseMoveModel } from '../../../api/src/modules/issues/boundary-moves.model';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { placeIdsAt, placeIndexVersion, placesChanged } from '../../../api/src/modules/places/place-index';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { putCalendarInForce } from '../../../api/src/modules/standards/put-in-force';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { aMorning, caseAt, done, openWorld, type Person, stored, type World, west } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await runWorkerOnce();
}, 60_000);
afterEach(() => world.close());

test('a due time in a year that is not announced is provisional, and definite once it is', async () => {
  world.setNow(new Date('2026-12-31T17:00:00+08:00'));
  const id = await caseAt(world, 'dispatched');
  const before = await stored(id);
  const provisional = before.steps.at(-1);
  expect(provisional).toMatchObject({ step: 'handle', provisional: true });
  const card = await world.call(null, 'GET', `/issues/${id}`);
  expect(card.body.due.provisional).toBe(true);

  const year = { daysOff: { '2027-01-01': '元旦', '2027-01-04': '元旦' }, makeUpDays: {} };
  const announced = {
    ...publishedCalendar,
    version: 'with 2027',
    years: { ...publishedCalendar.years, 2027: year },
  };
  await putCalendarInForce(announced, aMorning);
  await runWorkerOnce();
  const after = await stored(id);
  // One hour on New Year's Eve, three on the first working day after the holiday.
  const dueAt = new Date('2027-01-05T11:30:00+08:00');
  expect(after.steps.at(-1)).toMatchObject({ step: 'handle', provisional: false, dueAt });
  expect([after.dueSort, after.version]).toEqual([dueAt, before.version]);
});

test('a change of boundaries moves open cases and leaves closed ones', async () => {
  const [open, closed] = [await caseAt(world, 'filed'), await caseAt(world, 'closed')];
  await runWorkerOnce();
  const before = await stored(closed);
  // The eastern town swaps its area with the western one.
  const towns = await PlaceModel.find({ code: { $in: ['westTown', 'eastTown'] } }).lean();
  for (const { _id, code } of towns) {
    const other = towns.find((town) => town.code !== code);
    await PlaceModel.updateOne({ _id }, { $set: { geometry: other?.geometry } });
  }
  await placesChanged();
  await runWorkerOnce();
  const moved = await stored(open);
  expect(moved.placeIds.map(String)).toContain(String(world.placeIds.eastTown));
  expect(moved.placeIds.map(String)).not.toContain(String(world.placeIds.westTown));
  expect(await stored(closed)).toEqual(before);
  const queue = await world.call('farDispatcher', 'GET', '/issues?view=work');
  expect(queue.body.items.map(({ id }: { id: string }) => id)).toContain(open);
});

test('a change of boundaries says what it moved, once, also when it is broken off', async () => {
  const [first, second, closed] = [
    await caseAt(world, 'filed'),
    await caseAt(world, 'accepted'),
    await caseAt(world, 'closed'),
  ];
  await runWorkerOnce();
  // The western community gives its half to the eastern one.
  const swap = { westCommunity: [119.51, 119.52], eastCommunity: [119.52, 119.59] };
  for (const [code, [from = 0, to = 0]] of Object.entries(swap)) {
    const ring = [
      [from, 31.71],
      [to, 31.71],
      [to, 31.75],
      [from, 31.75],
      [from, 31.71],
    ];
    await PlaceModel.updateOne({ code }, { $set: { geometry: { type: 'Polygon', coordinates: [ring] } } });
  }
  await placesChanged();
  // The process dies after it noted the first move and before it made it.
  const issue = await stored(first);
  await noteMove(issue, [String(world.placeIds.eastCommunity)], placeIndexVersion());
  await CaseMoveModel.updateOne({ issueId: issue._id }, { $set: { to: placeIdsAt(west) } });
  const before = await stored(closed);
  await runWorkerOnce();
  await runWorkerOnce();

  const { body } = await world.call('dispatcher', 'GET', '/issues/boundary-moves');
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({
    cases: 2,
    moves: [
      {
        level: 'community',
        count: 2,
        from: { id: String(world.placeIds.westCommunity) },
        to: { id: String(world.placeIds.eastCommunity) },
      },
    ],
  });
  expect(moveSentence(body.items[0].moves[0])).toBe('2 件在办案件从地westCommunity改到地eastCommunity');
  for (const id of [first, second]) {
    expect((await stored(id)).placeIds.map(String)).toContain(String(world.placeIds.eastCommunity));
  }
  expect(await stored(closed)).toEqual(before);
  expect((await world.call('officer', 'GET', '/issues/boundary-moves')).status).toBe(403);
  expect((await world.call(null, 'GET', '/issues/boundary-moves')).status).toBe(401);
  expect((await world.call('dispatcher', 'GET', '/issues/boundary-moves?cursor=x')).status).toBe(422);
});

describe('whose check a handled case waits for', () => {
  const setPost = (person: Person, change: object) =>
    PostModel.updateMany({ accountId: world.personIds[person] }, { $set: change });

  test('is written down when it is handled, and gone with the next step', async () => {
    const id = await caseAt(world, 'handled');
    const before = await stored(id);
    expect(before.verifier).toBe('grid');
    await done(world, 'grid', id, 'fail', { reason: 'not_done', pictureIds: [await world.upload('grid')] });
    expect(await stored(id)).not.toHaveProperty('verifier');
    const suggestion = await caseAt(world, 'accepted', { kind: 'suggestion' });
    const organisationId = String(world.unitIds.sanitation);
    await done(world, 'dispatcher', suggestion, 'dispatch', { organisationId });
    await done(world, 'officer', suggestion, 'handle', { words: '已经安排', pictureIds: [] });
    expect((await stored(suggestion)).verifier).toBe('dispatcher');
  });

  test('follows who takes up and leaves a post, and terms that begin and end by themselves', async () => {
    const id = await caseAt(world, 'handled');
    await runWorkerOnce();
    const { version } = await stored(id);
    const verifier = async () => {
      await runWorkerOnce();
      const issue = await stored(id);
      expect(issue.version).toBe(version);
      return issue.verifier;
    };
    await setPost('grid', { endedAt: aMorning });
    expect(await verifier()).toBe('chief');
    await setPost('chief', { until: new Date(aMorning.getTime() + 86_400_000) });
    expect(await verifier()).toBe('chief');
    world.setNow(new Date(aMorning.getTime() + 2 * 86_400_000));
    expect(await verifier()).toBe('dispatcher');
    await setPost('grid', { endedAt: null });
    expect(await verifier()).toBe('grid');
  });

  test('is looked at again within the hour when it was handled at the very moment of a change', async () => {
    const id = await caseAt(world, 'handled');
    await runWorkerOnce();
    await IssueModel.updateOne({ _id: id }, { $set: { verifier: 'chief' } });
    await runWorkerOnce();
    expect((await stored(id)).verifier).toBe('chief');
    world.setNow(new Date(aMorning.getTime() + 3_600_000));
    await runWorkerOnce();
    expect((await stored(id)).verifier).toBe('grid');
  });
});
