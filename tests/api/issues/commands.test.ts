import {
  aMorning,
  aReport,
  caseAt,
  done,
  east,
  matter,
  newKey,
  openWorld,
  stored,
  type World,
  west,
} from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.setNow(aMorning));

const accept = { matterCode: matter.code, publicText: '垃圾', publicPictureIds: [] };

test('twenty acceptances at once: one is done, the others hear what the case is now', async () => {
  const id = await caseAt(world, 'reported');
  const replies = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.call('dispatcher', 'POST', `/issues/${id}/accept`, { key: newKey(), ...accept }),
    ),
  );
  const lost = replies.filter(({ status }) => status === 409);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(lost).toHaveLength(19);
  for (const { body } of lost) expect(body.error.details).toEqual({ state: 'accepted', version: 2 });
  expect((await stored(id)).timeline).toHaveLength(2);
});

test('twenty times the same acceptance with one key is one acceptance', async () => {
  const id = await caseAt(world, 'reported');
  const key = newKey();
  const replies = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.call('dispatcher', 'POST', `/issues/${id}/accept`, { key, ...accept }),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(replies.filter(({ body }) => !body.repeated)).toHaveLength(1);
});

test('people who join at once are all counted', async () => {
  const id = await caseAt(world, 'accepted');
  const joiners = ['neighbour', 'officer', 'grid', 'chief', 'farOfficer', 'farGrid', 'farChief'] as const;
  const replies = await Promise.all(
    joiners.map((person) => world.call(person, 'POST', `/issues/${id}/join`, { key: newKey() })),
  );
  expect(replies.map(({ status }) => status)).toEqual(joiners.map(() => 200));
  const issue = await stored(id);
  expect([issue.joinCount, issue.followerIds.length]).toEqual([7, 8]);
  const { body } = await world.call(null, 'GET', `/issues/${id}`);
  expect(body.timeline.map(({ text }: { text: string }) => text).at(-1)).toBe('又有 7 位居民说也遇到了');
  expect(body.timeline).toHaveLength(3);
});

test('joining twice is refused', async () => {
  const id = await caseAt(world, 'reported');
  await done(world, 'neighbour', id, 'join', {});
  const reply = await world.call('neighbour', 'POST', `/issues/${id}/join`, { key: newKey() });
  expect([reply.status, reply.body.error.code]).toEqual([409, 'ALREADY_JOINED']);
});

test('a key used again with something else is refused, also for another command', async () => {
  const id = await caseAt(world, 'reported');
  const key = newKey();
  await done(world, 'dispatcher', id, 'accept', { key, ...accept });
  const other = await world.call('dispatcher', 'POST', `/issues/${id}/accept`, {
    key,
    ...accept,
    publicText: '别的',
  });
  expect([other.status, other.body.error.code]).toEqual([422, 'KEY_REUSED']);
  const file = await world.call('dispatcher', 'POST', `/issues/${id}/file`, {
    key,
    conditionCode: `${matter.code}-1`,
  });
  expect([file.status, file.body.error.code]).toEqual([422, 'KEY_REUSED']);
});

test('a command whose answer was lost can be sent again after the case went on', async () => {
  const id = await caseAt(world, 'dispatched');
  const key = newKey();
  const body = { key, reason: 'other', words: '不归我们' };
  await done(world, 'officer', id, 'return', body);
  await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.lighting) });
  const again = await world.call('officer', 'POST', `/issues/${id}/return`, body);
  expect([again.status, again.body.repeated, again.body.issue.state]).toEqual([200, true, 'dispatched']);
});

describe('what a command must bring', () => {
  const missing: [
    stage: Parameters<typeof caseAt>[1],
    person: 'dispatcher' | 'officer' | 'grid' | 'reporter',
    command: string,
    body: object,
    field: string,
  ][] = [
    ['reported', 'dispatcher', 'accept', { ...accept, matterCode: undefined }, 'matterCode'],
    ['reported', 'dispatcher', 'accept', { ...accept, publicText: undefined }, 'publicText'],
    ['reported', 'dispatcher', 'refuse', { reason: 'other' }, 'words'],
    ['reported', 'dispatcher', 'refuse', { reason: 'nonsense', words: '不' }, 'reason'],
    ['reported', 'dispatcher', 'correct', { words: '没有更正' }, 'words'],
    ['accepted', 'dispatcher', 'file', {}, 'conditionCode'],
    ['filed', 'dispatcher', 'dispatch', {}, 'organisationId'],
    ['dispatched', 'officer', 'return', { reason: 'other', words: ' ' }, 'words'],
    ['dispatched', 'dispatcher', 'recall', {}, 'reason'],
    ['dispatched', 'officer', 'handle', { words: '好了', pictureIds: [] }, 'pictureIds'],
    ['handled', 'grid', 'pass', { standardMet: false, pictureIds: ['a'.repeat(24)] }, 'standardMet'],
    ['handled', 'grid', 'pass', { standardMet: true, pictureIds: [] }, 'pictureIds'],
    ['handled', 'grid', 'fail', { pictureIds: ['a'.repeat(24)] }, 'reason'],
    ['verified', 'dispatcher', 'close', { result: '' }, 'result'],
    ['closed', 'reporter', 'rate', { solved: true, score: 6 }, 'score'],
    ['closed', 'reporter', 'reopen', {}, 'words'],
  ];
  test.each(missing)('%s: %s cannot %s with %j', async (stage, person, command, body, field) => {
    const id = await caseAt(world, stage);
    const before = await stored(id);
    const reply = await world.call(person, 'POST', `/issues/${id}/${command}`, { key: newKey(), ...body });
    expect([reply.status, reply.body.error.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(Object.keys(reply.body.error.fields)).toContain(field);
    expect(await stored(id)).toEqual(before);
  });
});

describe('accepting', () => {
  test('publishes the words and pictures the desk picked, of this report only', async () => {
    const [shown, kept] = [await world.upload('reporter'), await world.upload('reporter')];
    const id = await caseAt(world, 'reported', { pictureIds: [shown, kept] });
    const foreign = await world.call('dispatcher', 'POST', `/issues/${id}/accept`, {
      key: newKey(),
      ...accept,
      publicPictureIds: [await world.upload('dispatcher')],
    });
    expect([foreign.status, foreign.body.error.code]).toEqual([422, 'PICTURE_NOT_FOUND']);
    await done(world, 'dispatcher', id, 'accept', { ...accept, publicPictureIds: [shown] });
    expect((await stored(id)).publication).toEqual({ text: '垃圾', pictureIds: [shown] });
    const seen = await world.call(null, 'GET', `/issues/${id}`);
    expect(seen.body.pictures.map(({ id }: { id: string }) => id)).toEqual([shown]);
    expect(seen.body.text).toBe('垃圾');
  });

  test('puts the place right: places and rights follow', async () => {
    const id = await caseAt(world, 'reported');
    await done(world, 'dispatcher', id, 'accept', { ...accept, place: { point: east, address: '东街' } });
    const issue = await stored(id);
    expect(issue.placeIds.map(String)).toContain(String(world.placeIds.eastCell));
    expect(issue.placeIds.map(String)).not.toContain(String(world.placeIds.westCell));
    const other = await world.call('farDispatcher', 'POST', `/issues/${id}/file`, {
      key: newKey(),
      conditionCode: `${matter.code}-1`,
    });
    expect(other.status).toBe(200);
  });

  test('refuses a place outside and a class that is none', async () => {
    const id = await caseAt(world, 'reported');
    const outside = { ...accept, key: newKey(), place: { point: [120, 32] } };
    const reply = await world.call('dispatcher', 'POST', `/issues/${id}/accept`, outside);
    expect(reply.body.error.code).toBe('OUT_OF_DISTRICT');
    const unknown = { ...accept, key: newKey(), matterCode: '99999' };
    const second = await world.call('dispatcher', 'POST', `/issues/${id}/accept`, unknown);
    expect(second.body.error.code).toBe('MATTER_UNKNOWN');
  });
});

test('a condition of another class cannot be filed', async () => {
  const id = await caseAt(world, 'accepted');
  for (const conditionCode of ['06013-1', 'nonsense', `${matter.code}-99`]) {
    const reply = await world.call('dispatcher', 'POST', `/issues/${id}/file`, {
      key: newKey(),
      conditionCode,
    });
    expect([reply.status, reply.body.error.code]).toEqual([422, 'CONDITION_UNKNOWN']);
  }
});

test('a unit that is none cannot be sent a case', async () => {
  const id = await caseAt(world, 'filed');
  const body = { key: newKey(), organisationId: 'f'.repeat(24) };
  const reply = await world.call('dispatcher', 'POST', `/issues/${id}/dispatch`, body);
  expect([reply.status, reply.body.error.code]).toEqual([422, 'ORGANISATION_UNKNOWN']);
});

test('the desk is offered the unit that answers for the condition, with reasons', async () => {
  const id = await caseAt(world, 'filed');
  const reply = await world.call('dispatcher', 'GET', `/issues/${id}/candidates`);
  expect(reply.body.items).toEqual([
    {
      organisationId: String(world.unitIds.sanitation),
      name: 'sanitation单位',
      reasons: expect.arrayContaining(['负责环卫', '负责全区']),
      openCases: expect.any(Number),
      suggested: true,
    },
  ]);
  expect((await world.call('officer', 'GET', `/issues/${id}/candidates`)).status).toBe(403);
  expect((await world.call(null, 'GET', `/issues/${id}/candidates`)).status).toBe(401);
});

test('any unit of the place may be asked to answer a suggestion; none is put forward', async () => {
  const id = await caseAt(world, 'accepted', { kind: 'suggestion', text: '建议加一盏灯' });
  const { body } = await world.call('dispatcher', 'GET', `/issues/${id}/candidates`);
  expect(body.items.map(({ name }: { name: string }) => name).sort()).toEqual(
    ['lighting单位', 'municipal单位', 'sanitation单位'].sort(),
  );
  expect(body.items).toEqual(
    body.items.map((item: object) => ({
      ...item,
      reasons: ['负责全区', expect.stringContaining('手上')],
      suggested: false,
    })),
  );
});

test('a picture of the handling taken far away is pointed out and kept in the story', async () => {
  const id = await caseAt(world, 'dispatched');
  const near = await world.upload('officer', { point: [west[0] + 0.0002, west[1]] });
  const far = await world.upload('officer', { point: [west[0] + 0.01, west[1]] });
  const result = await done(world, 'officer', id, 'handle', { words: '好了', pictureIds: [near, far] });
  expect(result.warnings).toEqual([expect.stringMatching(/^第 2 张照片的拍摄位置离案件地点约 9\d\d 米$/)]);
  expect((await stored(id)).timeline.at(-1)?.warnings).toEqual(result.warnings);
});

describe('a report not solved', () => {
  test('is reopened once, counts as rework and starts a new round', async () => {
    const id = await caseAt(world, 'closed');
    await done(world, 'reporter', id, 'rate', { solved: false, score: 1 });
    await done(world, 'reporter', id, 'reopen', { words: '垃圾还在' });
    const issue = await stored(id);
    expect(issue).toMatchObject({
      state: 'filed',
      rework: 1,
      reopenings: 1,
      closedAt: null,
      assignedTo: null,
    });
    expect(issue.steps.at(-1)).toMatchObject({ step: 'dispatch', round: 1, doneAt: null });
  });

  test('is not reopened after saying it is solved, nor after 15 days', async () => {
    const solved = await caseAt(world, 'closed');
    await done(world, 'reporter', solved, 'rate', { solved: true, score: 5 });
    const first = await world.call('reporter', 'POST', `/issues/${solved}/reopen`, {
      key: newKey(),
      words: '不',
    });
    expect([first.status, first.body.error.code]).toEqual([409, 'RATED_SOLVED']);
    const late = await caseAt(world, 'closed');
    world.setNow(new Date(aMorning.getTime() + 16 * 86_400_000));
    const second = await world.call('reporter', 'POST', `/issues/${late}/reopen`, {
      key: newKey(),
      words: '不',
    });
    expect([second.status, second.body.error.code]).toEqual([409, 'REOPEN_CLOSED']);
    const third = await world.call('reporter', 'POST', `/issues/${late}/rate`, {
      key: newKey(),
      solved: true,
      score: 5,
    });
    expect([third.status, third.body.error.code]).toEqual([409, 'RATING_CLOSED']);
  });
});

test('the clocks: due times, what was in time, and time waiting for the check is not the unit’s', async () => {
  const at = (text: string) => world.setNow(new Date(`${text}+08:00`));
  at('2026-11-24T10:00:00');
  const id = await caseAt(world, 'filed');
  at('2026-11-24T11:00:00');
  await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
  // 4 working hours from 11:00, with the noon break: 16:30.
  const dueAt = new Date('2026-11-24T16:30:00+08:00');
  expect((await stored(id)).steps.at(-1)).toMatchObject({ step: 'handle', dueAt, doneAt: null });
  expect((await stored(id)).dueSort).toEqual(dueAt);
  at('2026-11-24T15:30:00');
  await done(world, 'officer', id, 'handle', { words: '好了', pictureIds: [await world.upload('officer')] });
  expect((await stored(id)).steps.find(({ step }) => step === 'handle')).toMatchObject({ inTime: true });
  at('2026-11-25T09:30:00');
  await done(world, 'grid', id, 'fail', { reason: 'not_done', pictureIds: [await world.upload('grid')] });
  // One hour was left.
  const again = new Date('2026-11-25T10:30:00+08:00');
  const running = await stored(id);
  expect(running.steps.find(({ step }) => step === 'handle')).toMatchObject({ dueAt: again, inTime: null });
  expect([running.state, running.rework, running.dueSort]).toEqual(['dispatched', 1, again]);
  const explained = await world.call(null, 'GET', `/issues/${id}/due`);
  expect(explained.body).toMatchObject({
    step: 'handle',
    dueAt: again.toISOString(),
    limitText: '4 个工作时',
  });
  expect(
    explained.body.spans
      .filter(({ counts }: { counts: boolean }) => counts)
      .reduce((sum: number, { minutes }: { minutes: number }) => sum + minutes, 0),
  ).toBe(240);
  at('2026-11-25T11:00:00');
  await done(world, 'officer', id, 'handle', {
    words: '这回好了',
    pictureIds: [await world.upload('officer')],
  });
  expect((await stored(id)).steps.find(({ step }) => step === 'handle')).toMatchObject({ inTime: false });
});

test('a suggestion is accepted, sent, answered in words and closed', async () => {
  const report = await world.call(
    'reporter',
    'POST',
    '/issues',
    aReport({ kind: 'suggestion', text: '多放几个垃圾桶' }),
  );
  const id = report.body.issue.id;
  await done(world, 'dispatcher', id, 'accept', accept);
  const file = await world.call('dispatcher', 'POST', `/issues/${id}/file`, {
    key: newKey(),
    conditionCode: `${matter.code}-1`,
  });
  expect([file.status, file.body.error.code]).toEqual([409, 'NOT_FOR_SUGGESTIONS']);
  await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
  await done(world, 'officer', id, 'handle', { words: '下个月增设五个' });
  const queue = await world.call('dispatcher', 'GET', '/issues?view=work');
  expect(queue.body.items.map((item: { id: string }) => item.id)).toContain(id);
  await done(world, 'dispatcher', id, 'close', { result: '下个月增设五个垃圾桶' });
  await done(world, 'reporter', id, 'rate', { solved: true, score: 5 });
  expect((await stored(id)).state).toBe('closed');
});
