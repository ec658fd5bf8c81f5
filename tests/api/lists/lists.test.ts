import type { ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import { DAY_MS, localDay } from '@gongzhi/shared/time';
import { issuesSetup, setUpIssues } from '../../../api/src/modules/issues/issues-setup';
import { FoundGapModel, ListVersionModel } from '../../../api/src/modules/lists/list-version.model';
import { forgetLists } from '../../../api/src/modules/lists/lists.queries';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { planOf } from '../../support/explain';
import { aMorning, caseAt, done, openWorld, type Person, people, stored, type World } from '../issues/world';

/*
 * The lists over the real API: drafts, publishing, versions that take force by the clock, and cases that go by them.
 */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.clear();
  await ListVersionModel.deleteMany({});
  await FoundGapModel.deleteMany({});
  forgetLists();
  setUpIssues({ ...issuesSetup(), autoDispatch: true });
});
afterAll(() => world.close());

const base = '/lists/responsibility';
const today = localDay(aMorning);
const dayAfter = (days: number) => localDay(new Date(aMorning.getTime() + days * DAY_MS));
const row = (
  about: string,
  areaCode: string,
  organisationCode: string,
  more: Partial<ResponsibilityRow> = {},
) => ({
  about,
  areaCode,
  organisationCode,
  supportingCodes: [],
  limit: null,
  note: '',
  ...more,
});
const everything = row('*', 'district', 'municipal');

const start = (as: Person | null = 'bureau') => world.call(as, 'POST', `${base}/draft`);
const put = (rowId: string, what: object, rev = 0, as: Person | null = 'bureau') =>
  world.call(as, 'PUT', `${base}/draft/rows/${rowId}`, { rev, row: what });
const draftRevision = async () =>
  (await ListVersionModel.findOne({ draftOf: 'responsibility' }).lean())?.revision;
const publish = async (effectiveFrom = today, as: Person | null = 'bureau') =>
  world.call(as, 'POST', `${base}/draft/publish`, { revision: await draftRevision(), effectiveFrom });

/** A published version with these rows. */
async function inForce(rows: object[], effectiveFrom = today): Promise<void> {
  await start();
  const imported = await world.call('bureau', 'POST', `${base}/draft/import`, { mode: 'replace', rows });
  expect(imported.body.errors).toEqual([]);
  expect((await publish(effectiveFrom)).status).toBe(200);
}

test('a draft is written row by row, checked, published, and counts from its day on', async () => {
  expect((await start()).body).toMatchObject({ state: 'draft', version: null, rowCount: 0, basedOn: null });
  expect((await start()).body.error.code).toBe('CONFLICT');
  const first = await put('a', everything);
  expect(first.body).toMatchObject({ row: { id: 'a', rev: 1, about: '*' }, revision: 2 });
  await put('b', row('06010', 'westTown', 'nobody'));
  const checked = await world.call('bureau', 'GET', `${base}/draft/check`);
  expect(checked.body).toMatchObject({
    revision: 3,
    errors: [{ rowId: 'b', field: 'organisationCode', message: '没有编码为 nobody 的单位' }],
    gaps: [],
  });
  const refused = await publish();
  expect(refused.body.error).toMatchObject({ code: 'LIST_HAS_ERRORS', details: { count: 1 } });
  await put('b', row('06010', 'westTown', 'sanitation'), 1);
  const published = await publish(dayAfter(2));
  expect(published.body).toMatchObject({
    state: 'published',
    version: 1,
    effectiveFrom: dayAfter(2),
    inForce: false,
    publishedBy: '名bureau',
    rowCount: 2,
  });
  // It takes force by the clock, without anybody doing anything.
  const inForceNow = async () => (await world.call(null, 'GET', `${base}/versions`)).body.items[0].inForce;
  expect(await inForceNow()).toBe(false);
  world.setNow(new Date(aMorning.getTime() + 2 * DAY_MS));
  expect(await inForceNow()).toBe(true);
});

test('two people on one draft: different rows both go in, the same row is a conflict with the present one', async () => {
  await start();
  const both = await Promise.all([put('a', everything), put('b', row('06', 'westTown', 'sanitation'))]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const mine = await put('a', { ...everything, note: '我改的' }, 1);
  expect(mine.body.row.rev).toBe(2);
  const theirs = await put('a', { ...everything, note: '他改的' }, 1, 'administrator');
  expect(theirs.body.error).toMatchObject({ code: 'CONFLICT', details: { row: { note: '我改的', rev: 2 } } });
  const removed = await world.call('bureau', 'DELETE', `${base}/draft/rows/a?rev=1`);
  expect(removed.status).toBe(409);
  expect((await world.call('bureau', 'DELETE', `${base}/draft/rows/a?rev=2`)).status).toBe(200);
  expect((await world.call('bureau', 'DELETE', `${base}/draft/rows/zz?rev=0`)).status).toBe(404);
  const stored = await ListVersionModel.findOne({ draftOf: 'responsibility' }).lean();
  expect(stored?.rows.map(({ id }) => id)).toEqual(['b']);
});

test('a draft that was changed since it was looked at is not published, nor thrown away', async () => {
  await start();
  await put('a', everything);
  const body = { revision: 1, effectiveFrom: today };
  expect((await world.call('bureau', 'POST', `${base}/draft/publish`, body)).status).toBe(409);
  expect((await world.call('bureau', 'POST', `${base}/draft/discard`, { revision: 1 })).status).toBe(409);
  expect((await world.call('bureau', 'POST', `${base}/draft/discard`, { revision: 2 })).status).toBe(204);
  expect((await publish()).status).toBe(422);
  expect((await world.call('bureau', 'POST', `${base}/draft/publish`, body)).status).toBe(404);
  expect((await world.call('bureau', 'GET', `${base}/draft/check`)).status).toBe(404);
});

test('a version counts from today at the earliest, and not before the one it replaces', async () => {
  await inForce([everything], dayAfter(5));
  await start();
  expect((await publish(dayAfter(-1))).body.error.fields.effectiveFrom).toBe('生效日不能早于今天');
  expect((await publish(dayAfter(3))).body.error.fields.effectiveFrom).toContain('第 1 版');
  expect((await publish(dayAfter(5))).body).toMatchObject({ version: 2, basedOn: 1, rowCount: 1 });
  expect((await world.call('bureau', 'POST', `${base}/draft/publish`, { revision: 1 })).status).toBe(422);
});

test('many rows come in at once: all right in form or none, and those about the same change what is there', async () => {
  await start();
  const send = (body: object, as: Person | null = 'bureau') =>
    world.call(as, 'POST', `${base}/draft/import`, body);
  const bad = await send({ rows: [everything, { about: 'x' }, { ...everything, areaCode: '' }] });
  expect(
    bad.body.errors.map(({ row: at, field }: { row: number; field: string }) => `${at} ${field}`),
  ).toEqual(['2 about', '2 areaCode', '2 organisationCode', '3 areaCode']);
  expect((await send({ dryRun: true, rows: [everything] })).body).toMatchObject({ created: 1, dryRun: true });
  expect(await draftRevision()).toBe(1);
  expect((await send({ rows: [everything, row('06', 'westTown', 'sanitation')] })).body).toMatchObject({
    created: 2,
  });
  const again = await send({ rows: [everything, row('06', 'westTown', 'lighting')] });
  expect(again.body).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect((await send({ mode: 'replace', rows: [everything] })).body).toMatchObject({ unchanged: 1 });
  const draft = await ListVersionModel.findOne({ draftOf: 'responsibility' }).lean();
  expect(draft?.rows).toMatchObject([{ about: '*', rev: 1 }]);
  expect((await send({ rows: [] })).status).toBe(422);
});

test('what two versions differ in is said in words; the public sees published ones only', async () => {
  await inForce([
    row('06010', 'westTown', 'sanitation', { limit: { amount: 3, unit: 'work_days' } }),
    everything,
  ]);
  await start();
  const draft = await world.call('bureau', 'GET', `${base}/versions`);
  const [open, old] = draft.body.items;
  expect(draft.body.canEdit).toBe(true);
  const rows = (await world.call('bureau', 'GET', `${base}/versions/${open.id}`)).body.rows;
  const changed = rows.find(({ about }: { about: string }) => about === '06010');
  await put(
    changed.id,
    row('06010', 'westTown', 'municipal', { limit: { amount: 1, unit: 'work_days' } }),
    changed.rev,
  );
  const compare = (as: Person | null) =>
    world.call(as, 'GET', `${base}/compare?from=${old.id}&to=${open.id}`);
  expect((await compare('bureau')).body.changes).toEqual([
    {
      kind: 'changed',
      key: '06010|westTown',
      text: '暴露垃圾（地westTown）由 sanitation单位 改为 municipal单位，处置时限由 3 个工作日改为 1 个工作日',
    },
  ]);
  expect((await compare(null)).status).toBe(404);
  expect((await world.call('reporter', 'GET', `${base}/versions/${open.id}`)).status).toBe(404);
  const publicly = await world.call(null, 'GET', `${base}/versions`);
  expect(publicly.body).toMatchObject({ canEdit: false, items: [{ id: old.id, version: 1, inForce: true }] });
  expect((await world.call(null, 'GET', `${base}/versions/${old.id}`)).body.rows).toHaveLength(2);
  expect((await world.call(null, 'GET', `/lists/management/versions/${old.id}`)).status).toBe(404);
});

test('a filed case goes out by itself to the one unit the list names, with its limit, and says so', async () => {
  await inForce([
    everything,
    row('06010', 'westTown', 'sanitation', { limit: { amount: 2, unit: 'urgent_hours' } }),
  ]);
  const id = await caseAt(world, 'filed');
  expect((await stored(id)).listVersion).toBe(1);
  await runWorkerOnce();
  await runWorkerOnce();
  const issue = await stored(id);
  expect([issue.state, String(issue.assignedTo)]).toEqual(['dispatched', String(world.unitIds.sanitation)]);
  expect(issue.timeline.filter(({ command }) => command === 'dispatch')).toHaveLength(1);
  const seen = await world.call('dispatcher', 'GET', `/issues/${id}`);
  expect(seen.body.timeline.at(-1)).toMatchObject({
    by: '系统',
    text: expect.stringMatching(/^已自动派给sanitation处/),
    words: '按责任清单第 1 版：暴露垃圾（地westTown），时限 2 小时（昼夜连续计算）自动派遣',
  });
  // Ten in the morning and two hours by the clock; the condition itself would have given more.
  expect(seen.body.due.at).toBe(new Date(aMorning.getTime() + 2 * 3_600_000).toISOString());
  expect(seen.body.condition.limit).toEqual({ amount: 2, unit: 'urgent_hours' });
  // The public hears that it went out by itself, not the words between the desks.
  const outside = await world.call(null, 'GET', `/issues/${id}`);
  expect(outside.body.timeline.at(-1).words).toBe('');
});

test('a case keeps the list it was filed under, whatever is published after', async () => {
  setUpIssues({ ...issuesSetup(), autoDispatch: false });
  await inForce([row('06010', 'district', 'sanitation', { limit: { amount: 2, unit: 'work_hours' } })]);
  const before = await caseAt(world, 'filed');
  await inForce([row('06010', 'district', 'lighting', { supportingCodes: ['municipal'] })]);
  const after = await caseAt(world, 'filed');
  expect([(await stored(before)).listVersion, (await stored(after)).listVersion]).toEqual([1, 2]);
  const candidates = async (id: string) =>
    (await world.call('dispatcher', 'GET', `/issues/${id}/candidates`)).body.items;
  expect(await candidates(before)).toMatchObject([
    {
      name: 'sanitation单位',
      suggested: true,
      reasons: ['责任清单第 1 版：暴露垃圾（地district），时限 2 个工作时', '手上没有未处理的案件'],
    },
  ]);
  expect(await candidates(after)).toMatchObject([
    {
      name: 'lighting单位',
      suggested: true,
      reasons: ['责任清单第 2 版：暴露垃圾（地district）', expect.any(String)],
    },
    { name: 'municipal单位', suggested: false, reasons: ['责任清单里的配合单位', expect.any(String)] },
    { name: 'sanitation单位', suggested: false },
  ]);
  // The limit goes with the unit the list names; another unit has the condition's.
  await done(world, 'dispatcher', before, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
  expect((await stored(before)).handleLimit).toEqual({ amount: 2, unit: 'work_hours' });
  await done(world, 'dispatcher', before, 'recall', { reason: 'wrong_unit' });
  await done(world, 'dispatcher', before, 'dispatch', { organisationId: String(world.unitIds.lighting) });
  expect((await stored(before)).handleLimit).toBeNull();
});

test('several units: nothing goes out by itself, the desk gets them with reasons, what before where', async () => {
  await inForce([row('06', 'westTown', 'lighting'), row('06010', 'district', 'sanitation'), everything]);
  const id = await caseAt(world, 'filed');
  await runWorkerOnce();
  expect((await stored(id)).state).toBe('filed');
  const { items } = (await world.call('dispatcher', 'GET', `/issues/${id}/candidates`)).body;
  expect(items.map(({ name, suggested }: { name: string; suggested: boolean }) => [name, suggested])).toEqual(
    [
      ['sanitation单位', true],
      ['lighting单位', false],
    ],
  );
  expect(items[1].reasons[0]).toBe('责任清单第 1 版：市容环境（地westTown）');
});

test('a suggestion is offered first to whom the list names for its matter, then to the units of its place', async () => {
  await inForce([
    row('06010', 'westTown', 'lighting', {
      supportingCodes: ['municipal'],
      limit: { amount: 2, unit: 'work_hours' },
    }),
  ]);
  const id = await caseAt(world, 'accepted', { kind: 'suggestion', text: '建议多放几个垃圾桶' });
  await runWorkerOnce();
  expect((await stored(id)).state).toBe('accepted');
  const { items } = (await world.call('dispatcher', 'GET', `/issues/${id}/candidates`)).body;
  expect(items).toMatchObject([
    {
      name: 'lighting单位',
      suggested: true,
      reasons: ['责任清单第 1 版：暴露垃圾（地westTown）', expect.any(String)],
    },
    { name: 'municipal单位', suggested: false, reasons: ['责任清单里的配合单位', expect.any(String)] },
    { name: 'sanitation单位', suggested: false },
  ]);
});

test('nobody in the list: a gap, written down once for each case and shown to the bureau', async () => {
  await inForce([row('06012', 'district', 'municipal')]);
  const ids = [await caseAt(world, 'filed'), await caseAt(world, 'filed')];
  await runWorkerOnce();
  await runWorkerOnce();
  expect((await stored(ids[0] ?? '')).state).toBe('filed');
  const { items } = (await world.call('bureau', 'GET', '/lists/gaps')).body;
  expect(items).toMatchObject([{ version: 1, matter: '暴露垃圾', area: '地westTown', cases: 2 }]);
  const offered = (await world.call('dispatcher', 'GET', `/issues/${ids[0]}/candidates`)).body.items;
  expect(offered[0]).toMatchObject({
    name: 'sanitation单位',
    reasons: expect.arrayContaining(['责任清单没有写由谁负责']),
  });
  expect((await world.call('reporter', 'GET', '/lists/gaps')).status).toBe(403);
  expect((await world.call(null, 'GET', '/lists/gaps')).status).toBe(401);
});

test('with a list in force, who answers here is by the list', async () => {
  await inForce([everything, row('06', 'westTown', 'sanitation')]);
  const { units } = (await world.call(null, 'GET', '/who-answers?lng=119.53&lat=31.73')).body;
  const unitOf = (code: string) =>
    units.find(({ group }: { group: { code: string } }) => group.code === code).unit?.name ?? null;
  expect(unitOf('garbage')).toBe('sanitation单位');
  expect(unitOf('street_trading')).toBe('municipal单位');
  // Seven of its fifteen matters are of class 06, eight are not: the unit of the eight is the usual one.
  expect(unitOf('road')).toBe('municipal单位');
});

test('only who has the whole district writes the lists', async () => {
  const editors: Person[] = ['bureau', 'administrator'];
  const everybody = [...Object.keys(people), null] as (Person | null)[];
  await start();
  await put('a', everything);
  for (const person of everybody) {
    const refused = person === null ? 401 : 403;
    const tries: [string, number, () => Promise<{ status: number }>][] = [
      ['draft', 409, () => start(person)],
      ['row', 409, () => put('a', everything, 9, person)],
      ['remove', 409, () => world.call(person, 'DELETE', `${base}/draft/rows/a?rev=9`)],
      ['check', 200, () => world.call(person, 'GET', `${base}/draft/check`)],
      ['import', 422, () => world.call(person, 'POST', `${base}/draft/import`, { rows: [] })],
      ['publish', 422, () => publish('2020-01-01', person)],
      ['discard', 409, () => world.call(person, 'POST', `${base}/draft/discard`, { revision: 0 })],
    ];
    for (const [what, allowed, give] of tries) {
      const may = person !== null && editors.includes(person);
      // What is wrong in form is said before it is asked who sends it.
      const want = may || (what === 'import' && person !== null) ? allowed : refused;
      expect([person, what, (await give()).status]).toEqual([person, what, want]);
    }
  }
  expect(await draftRevision()).toBe(2);
});

test('the management list: standards with their matters and checklists, by the same steps', async () => {
  const m = '/lists/management';
  expect((await world.call('bureau', 'POST', `${m}/draft`)).status).toBe(201);
  const standard = {
    code: 'JT-GC',
    title: '公共厕所管理标准',
    text: '四净三无两通一明',
    source: '金坛区“城市管理跨越年”行动方案（五）5',
    matterCodes: ['03001'],
    checklist: {
      name: '公厕十项',
      items: ['地面净', '墙壁净', '厕位净', '周边净', '无溢流', '无蚊蝇', '无臭味', '水通', '电通', '灯明'],
    },
  };
  expect((await world.call('bureau', 'PUT', `${m}/draft/rows/gc`, { rev: 0, row: standard })).status).toBe(
    200,
  );
  const wrong = { ...standard, checklist: { name: '空', items: [] } };
  expect((await world.call('bureau', 'PUT', `${m}/draft/rows/x`, { rev: 0, row: wrong })).status).toBe(422);
  const published = await world.call('bureau', 'POST', `${m}/draft/publish`, {
    revision: 2,
    effectiveFrom: today,
  });
  expect(published.body).toMatchObject({ kind: 'management', version: 1, inForce: true });
  const read = await world.call(null, 'GET', `${m}/versions/${published.body.id}`);
  expect(read.body.rows[0].checklist.items).toHaveLength(10);
});

test('the grid list: each cell with its people and what stands in it, and as a file', async () => {
  const { items, next } = (await world.call('bureau', 'GET', '/lists/grid')).body;
  expect(items).toMatchObject([
    {
      code: 'eastCell',
      community: '地eastCommunity',
      people: expect.arrayContaining([{ role: 'grid_worker', name: '名farGrid', title: expect.any(String) }]),
    },
    { code: 'westCell', community: '地westCommunity', objects: [] },
  ]);
  expect(next).toBeNull();
  const page = (await world.call('bureau', 'GET', '/lists/grid?limit=1')).body;
  const rest = (await world.call('bureau', 'GET', `/lists/grid?limit=1&cursor=${page.next}`)).body;
  expect([...page.items, ...rest.items]).toEqual(items);
  const west = (await world.call('bureau', 'GET', `/lists/grid?areaId=${world.placeIds.westTown}`)).body;
  expect(west.items.map(({ code }: { code: string }) => code)).toEqual(['westCell']);
  const file = await world.call('bureau', 'GET', '/lists/grid/export');
  expect(file.headers.get('Content-Type')).toContain('text/csv');
  expect(file.body.split('\r\n')[1]).toContain('地eastCell,地eastCommunity');
  for (const path of ['/lists/grid', '/lists/grid/export']) {
    expect((await world.call('reporter', 'GET', path)).status).toBe(403);
    expect((await world.call(null, 'GET', path)).status).toBe(401);
    expect((await world.call('bureau', 'GET', `${path}?areaId=${'f'.repeat(24)}`)).status).toBe(404);
  }
});

test('every query of the lists comes out of an index', async () => {
  const filler = Array.from({ length: 200 }, (_, i) => ({
    kind: i % 2 ? 'responsibility' : 'management',
    state: 'published',
    version: i,
    number: `filler:${i}`,
    effectiveFrom: today,
    rows: [],
    revision: 1,
    createdAt: aMorning,
    updatedAt: aMorning,
  }));
  await ListVersionModel.insertMany(filler);
  const published = { kind: 'responsibility', state: 'published' } as const;
  const order = { effectiveFrom: -1, version: -1 } as const;
  const queries = [
    ListVersionModel.findOne({ ...published, effectiveFrom: { $lte: today } }).sort(order),
    ListVersionModel.findOne(published).sort(order),
    ListVersionModel.findOne({ number: 'responsibility:3' }),
    ListVersionModel.findOne({ draftOf: 'responsibility' }),
    FoundGapModel.find({}).sort({ lastAt: -1 }).limit(200),
  ];
  for (const query of queries) {
    const { stages } = await planOf(query.lean() as unknown as Parameters<typeof planOf>[0]);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('SORT');
    expect(stages).not.toContain('COLLSCAN');
  }
});
