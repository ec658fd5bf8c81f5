import { ListVersionModel } from '../../../api/src/modules/lists/list-version.model';
import { forgetLists } from '../../../api/src/modules/lists/lists.queries';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { aMorning, caseAt, done, openWorld, type Person, people, type World } from '../issues/world';

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  id = String(world.unitIds.municipal);
});
beforeEach(async () => {
  await world.clear();
  await ListVersionModel.deleteMany({});
  forgetLists();
  await OrganisationModel.deleteMany({ code: /^N-/ });
  await OrganisationModel.updateMany({}, { $set: { active: true, retirement: null, version: 1 } });
});
afterAll(() => world.close());

const retire = (body: object, as: Person | null = 'administrator', unit = id) =>
  world.call(as, 'POST', `/organisations/${unit}/retire`, body);
const revive = (body: object, as: Person | null = 'administrator') =>
  world.call(as, 'POST', `/organisations/${id}/revive`, body);
const why = { version: 1, why: '并入市政二所' };
const codesIn = async (query: string) =>
  (await world.call('administrator', 'GET', `/organisations?${query}`)).body.items.map(
    ({ code }: { code: string }) => code,
  );

test('a unit out of service is no choice any more, stays readable in what it did, and comes back', async () => {
  const case_ = await caseAt(world, 'filed');
  await done(world, 'dispatcher', case_, 'dispatch', { organisationId: id });
  await done(world, 'dispatcher', case_, 'recall', { reason: 'wrong_unit' });
  const retired = await retire(why);
  expect([retired.status, retired.body]).toMatchObject([
    200,
    { active: false, retirement: { at: aMorning.toISOString(), why: '并入市政二所' }, version: 2 },
  ]);

  expect(await codesIn('q=municipal')).toEqual([]);
  expect(await codesIn('state=retired')).toEqual(['municipal']);
  expect(await codesIn('state=all')).toEqual(['lighting', 'municipal', 'sanitation']);
  const sent = await world.call('dispatcher', 'POST', `/issues/${case_}/dispatch`, {
    key: 'to-a-retired-one',
    organisationId: id,
  });
  expect(sent.body.error.code).toBe('ORGANISATION_UNKNOWN');
  const candidates = await world.call('dispatcher', 'GET', `/issues/${case_}/candidates`);
  expect(JSON.stringify(candidates.body)).not.toContain(id);
  const appointed = await world.call('administrator', 'POST', '/posts', {
    accountId: String(world.personIds.neighbour),
    role: 'unit_officer',
    scope: { kind: 'organisation', id },
  });
  expect(appointed.body.error.code).toBe('ORGANISATION_UNKNOWN');
  const read = await world.call('dispatcher', 'GET', `/issues/${case_}`);
  expect(JSON.stringify(read.body.timeline)).toContain('municipal');

  const revived = await revive({ version: 2 });
  expect([revived.status, revived.body]).toMatchObject([200, { active: true, retirement: null, version: 3 }]);
  await done(world, 'dispatcher', case_, 'dispatch', { organisationId: id });
});

test('a unit with open cases stays in service', async () => {
  const case_ = await caseAt(world, 'filed');
  await done(world, 'dispatcher', case_, 'dispatch', { organisationId: id });
  expect((await retire(why)).body.error).toMatchObject({
    code: 'UNIT_HAS_CASES',
    message: '这个单位还有没办完的案件，办完或改派以后才能停用',
  });
  expect(await OrganisationModel.findById(id).lean()).toMatchObject({ active: true, version: 1 });
});

test('a unit with somebody in post stays in service', async () => {
  const reply = await retire(why, 'administrator', String(world.unitIds.lighting));
  expect([reply.status, reply.body.error.code]).toEqual([409, 'UNIT_HAS_PEOPLE']);
});

test.each([
  ['in force', '2026-11-24'],
  ['about to be', '2026-12-01'],
])('a unit named by the responsibility list that is %s stays in service', async (_, effectiveFrom) => {
  const base = '/lists/responsibility/draft';
  const row = { about: '*', areaCode: 'district', limit: null, note: '' };
  await world.call('bureau', 'POST', base);
  const { body } = await world.call('bureau', 'PUT', `${base}/rows/a`, {
    rev: 0,
    row: { ...row, organisationCode: 'lighting', supportingCodes: ['municipal'] },
  });
  // A draft decides nothing yet.
  const published = await world.call('bureau', 'POST', `${base}/publish`, {
    revision: body.revision,
    effectiveFrom,
  });
  expect(published.status).toBe(200);
  expect((await retire(why)).body.error.code).toBe('UNIT_ON_LIST');
});

test('a unit with others below it, and the bureau itself, stay in service', async () => {
  const unit = { shortName: '青禾', lines: [], placeCodes: [] };
  await world.call('administrator', 'POST', '/organisations', {
    ...unit,
    code: 'N-1',
    name: '青禾公司',
    kind: 'contractor',
    parentCode: 'municipal',
  });
  expect((await retire(why)).body.error.code).toBe('UNIT_HAS_UNITS');
  const { body } = await world.call('administrator', 'POST', '/organisations', {
    ...unit,
    code: 'N-2',
    name: '青禾局',
    kind: 'bureau',
  });
  expect((await retire(why, 'administrator', body.id)).body.error.code).toBe('BUREAU_NEEDED');
});

test('who looked at an older state is shown what it is now', async () => {
  const both = await Promise.all([retire(why), retire({ ...why, why: '重名' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const again = await retire({ ...why, version: 2 });
  expect(again.body.error).toMatchObject({
    code: 'CONFLICT',
    details: { organisation: { active: false, version: 2 } },
  });
  expect((await revive({ version: 1 })).body.error.code).toBe('CONFLICT');
  await revive({ version: 2 });
  expect((await revive({ version: 3 })).body.error.code).toBe('CONFLICT');
});

test('a reason is asked for', async () => {
  const reply = await retire({ ...why, why: ' ' });
  expect([reply.status, reply.body.error.fields]).toEqual([422, { why: '请写几个字' }]);
  expect((await revive({})).status).toBe(422);
});

test('only an administrator takes a unit out of service or back', async () => {
  const others = (Object.keys(people) as Person[]).filter((person) => person !== 'administrator');
  for (const person of others) {
    expect([person, (await retire(why, person)).body.error.code]).toEqual([person, 'FORBIDDEN']);
    expect((await revive({ version: 1 }, person)).body.error.code).toBe('FORBIDDEN');
  }
  expect((await retire(why, null)).body.error.code).toBe('NOT_SIGNED_IN');
  expect((await revive({ version: 1 }, null)).body.error.code).toBe('NOT_SIGNED_IN');
  expect((await retire(why, 'administrator', 'f'.repeat(24))).status).toBe(404);
  expect(await OrganisationModel.findById(id).lean()).toMatchObject({ active: true, version: 1 });
});
