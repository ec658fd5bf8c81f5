import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { aReport, east, openWorld, stored, type World, west } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

test('a report is stored with its places, cells, step and number', async () => {
  const picture = await world.upload('reporter', { point: west });
  const reply = await world.call(
    'reporter',
    'POST',
    '/issues',
    aReport({ pictureIds: [picture], groupCode: 'garbage' }),
  );
  expect(reply.status).toBe(201);
  expect(reply.body.issue.number).toMatch(/^20261124-\d{5}$/);
  const issue = await stored(reply.body.issue.id);
  expect(issue).toMatchObject({
    state: 'reported',
    version: 1,
    reporterId: world.personIds.reporter,
    followerIds: [world.personIds.reporter],
    point: { type: 'Point', coordinates: west },
    address: '西街 1 号门前',
    publication: null,
    reportedDay: '2026-11-24',
  });
  expect(issue.placeIds.map(String).sort()).toEqual(
    [world.placeIds.district, world.placeIds.westTown, world.placeIds.westCommunity, world.placeIds.westCell]
      .map(String)
      .sort(),
  );
  expect(issue.steps).toHaveLength(1);
  expect(issue.steps[0]).toMatchObject({ step: 'accept', doneAt: null, inTime: null });
  expect(issue.pictures).toEqual([{ id: picture, width: 64, height: 48 }]);
  expect(issue.outboxDue).toBeDefined();
});

test('a community with a typed address is enough', async () => {
  const place = { communityId: String(world.placeIds.westCommunity), address: '老菜场后门' };
  const reply = await world.call('reporter', 'POST', '/issues', aReport({ place }));
  expect(reply.status).toBe(201);
  const issue = await stored(reply.body.issue.id);
  expect(issue.point).toBeNull();
  expect(issue.address).toContain('老菜场后门');
  expect(issue.placeIds.map(String)).toContain(String(world.placeIds.westTown));
});

const bad: [what: string, report: object, status: number, code: string][] = [
  ['neither words nor pictures', { text: ' ' }, 422, 'VALIDATION_FAILED'],
  ['no place', { place: undefined }, 422, 'VALIDATION_FAILED'],
  ['too many words', { text: '字'.repeat(1001) }, 422, 'VALIDATION_FAILED'],
  ['the same picture twice', { pictureIds: ['a'.repeat(24), 'a'.repeat(24)] }, 422, 'VALIDATION_FAILED'],
  ['ten pictures', { pictureIds: [...'0123456789'].map((n) => n.repeat(24)) }, 422, 'VALIDATION_FAILED'],
  ['a picture that is not there', { pictureIds: ['a'.repeat(24)] }, 422, 'PICTURE_NOT_FOUND'],
  ['a place outside the district', { place: { point: [120, 32] } }, 422, 'OUT_OF_DISTRICT'],
  ['an unknown class', { matterCode: '99999' }, 422, 'MATTER_UNKNOWN'],
  ['an unknown group', { groupCode: 'nonsense' }, 422, 'MATTER_UNKNOWN'],
  [
    'a community that is none',
    { place: { communityId: 'f'.repeat(24), address: '某处' } },
    422,
    'VALIDATION_FAILED',
  ],
  ['a bad key', { key: '短' }, 422, 'VALIDATION_FAILED'],
];
test.each(bad)('%s is refused and stores nothing', async (_, report, status, code) => {
  const before = await IssueModel.countDocuments({});
  const reply = await world.call('reporter', 'POST', '/issues', aReport(report));
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(await IssueModel.countDocuments({})).toBe(before);
});

test('somebody else’s picture cannot be used', async () => {
  const picture = await world.upload('neighbour');
  const reply = await world.call('reporter', 'POST', '/issues', aReport({ pictureIds: [picture] }));
  expect(reply.body.error.code).toBe('PICTURE_NOT_FOUND');
});

test('only somebody in post reports from a patrol', async () => {
  const report = aReport({ source: 'patrol' });
  expect((await world.call('reporter', 'POST', '/issues', report)).status).toBe(403);
  expect((await world.call('grid', 'POST', '/issues', report)).status).toBe(201);
});

test('nobody reports without signing in', async () => {
  expect((await world.call(null, 'POST', '/issues', aReport())).status).toBe(401);
});

test('the same key again returns the same case', async () => {
  const report = aReport();
  const first = await world.call('reporter', 'POST', '/issues', report);
  const second = await world.call('reporter', 'POST', '/issues', report);
  expect([second.status, second.body.repeated]).toEqual([201, true]);
  expect(second.body.issue.id).toBe(first.body.issue.id);
});

test('the same key with other content is refused, and names the case it made', async () => {
  const report = aReport();
  const first = await world.call('reporter', 'POST', '/issues', report);
  const reply = await world.call('reporter', 'POST', '/issues', { ...report, text: '另一件事' });
  expect([reply.status, reply.body.error.code]).toEqual([422, 'KEY_REUSED']);
  const { id, number } = first.body.issue;
  expect(reply.body.error.details).toEqual({ id, number });
  expect((await stored(id)).text).toBe(report.text);
});

test('the same key of another person is another case', async () => {
  const report = aReport();
  const mine = await world.call('reporter', 'POST', '/issues', report);
  const theirs = await world.call('neighbour', 'POST', '/issues', report);
  expect(theirs.status).toBe(201);
  expect(theirs.body.issue.id).not.toBe(mine.body.issue.id);
});

test('twenty reports with one key at once make one case', async () => {
  const report = aReport();
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => world.call('reporter', 'POST', '/issues', report)),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(replies.map(({ body }) => body.issue.id)).size).toBe(1);
  expect(replies.filter(({ body }) => !body.repeated)).toHaveLength(1);
  expect(await IssueModel.countDocuments({ createKey: report.key })).toBe(1);
});

test('twenty reports at once get twenty numbers', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => world.call('neighbour', 'POST', '/issues', aReport())),
  );
  expect(new Set(replies.map(({ body }) => body.issue.number)).size).toBe(20);
});

describe('a caller’s report', () => {
  const caller = { name: '张三', phone: '13900001111' };

  test('is entered by the dispatcher; name and phone are sealed and masked', async () => {
    const report = aReport({ caller, source: 'hotline_12345', shareContact: true });
    const reply = await world.call('dispatcher', 'POST', '/issues', report);
    expect(reply.status).toBe(201);
    expect(reply.body.issue.reporter).toEqual({ name: '张三', phone: '139****1111' });
    const issue = await stored(reply.body.issue.id);
    expect(issue.reporterId).toBeNull();
    expect(issue.caller?.phone).not.toContain('1111');
    expect(issue.tokens.join(' ')).not.toContain('张三');
  });

  test.each(['reporter', 'farDispatcher', 'officer', 'bureau'] as const)(
    'is not for %s to enter',
    async (person) => {
      const reply = await world.call(person, 'POST', '/issues', aReport({ caller, source: 'hotline_12345' }));
      expect([reply.status, reply.body.error.code]).toEqual([403, 'FORBIDDEN']);
    },
  );

  test('without a name is nobody’s to rate or withdraw', async () => {
    const reply = await world.call('dispatcher', 'POST', '/issues', aReport({ source: 'hotline_12319' }));
    expect(reply.status).toBe(201);
    expect(await stored(reply.body.issue.id)).toMatchObject({
      reporterId: null,
      caller: null,
      followerIds: [],
    });
    expect(reply.body.issue.abilities).not.toContain('withdraw');
  });

  test('in another dispatcher’s area is theirs to enter', async () => {
    const place = { point: east, address: '东街' };
    const reply = await world.call('farDispatcher', 'POST', '/issues', aReport({ caller, place }));
    expect(reply.status).toBe(201);
  });
});

test('similar open cases near the point are offered, others not', async () => {
  const point = [119.525, 31.725];
  const mine = await world.call(
    'reporter',
    'POST',
    '/issues',
    aReport({ place: { point }, matterCode: '06010' }),
  );
  await world.call('reporter', 'POST', '/issues', aReport({ place: { point }, matterCode: '06013' }));
  const found = await world.call(
    'reporter',
    'GET',
    '/issues/similar?lng=119.5252&lat=31.7251&matterCode=06010',
  );
  expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([mine.body.issue.id]);
  const far = await world.call(
    'reporter',
    'GET',
    '/issues/similar?lng=119.5352&lat=31.7351&matterCode=06010',
  );
  expect(far.body.items.map(({ id }: { id: string }) => id)).not.toContain(mine.body.issue.id);
});
