import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { importOrganisations } from '../../../api/src/modules/organisations/import-organisations';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { makeSmallDistrict, placeScope, unitScope } from '../../support/small-district';

let app: TestApp;
let administrator: TestPerson;
let bureau: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
  bureau = await app.addPerson('城管甲', { role: 'bureau_officer', scope: placeScope('320413') });
});
afterAll(() => app?.stop());

const input = (code: string) => ({
  code,
  name: '青禾绿化公司',
  shortName: '青禾绿化',
  kind: 'contractor' as const,
  parentCode: 'BUREAU',
  lines: ['greening'],
  placeCodes: ['320413001'],
  phone: '0519-82800011',
  address: '清风路 8 号',
});
const create = (body: ReturnType<typeof input>, as = administrator) =>
  app.call(organisationContracts.create, { as, body });
/** The form as it is sent, with what was changed in it. */
const change = (unit: OrganisationView, more: object = {}, as = administrator) => {
  const { code: _, ...body } = input(unit.code);
  const sent = { ...body, version: unit.version, ...more };
  return app.call(organisationContracts.change, { as, params: { id: unit.id }, body: sent });
};

test('a unit is added and found in the directory, with what it belongs to and where it works', async () => {
  const { status, body } = await create(input('N-1'));
  expect([status, body]).toMatchObject([
    201,
    {
      code: 'N-1',
      kind: 'contractor',
      lines: ['greening'],
      parent: { code: 'BUREAU' },
      places: [{ code: '320413001', name: '东城街道' }],
      phone: '0519-82800011',
      active: true,
      version: 1,
    },
  ]);
  const found = await app.call(organisationContracts.list, { as: administrator, query: { q: 'N-1' } });
  expect(found.body).toMatchObject({ canEdit: true, items: [body] });
  const others = await app.call(organisationContracts.list, { as: bureau, query: { q: 'N-1' } });
  expect(others.body).toMatchObject({ canEdit: false, items: [body] });
});

test('a code that is taken is refused and leaves the unit that has it', async () => {
  const { error } = await create({ ...input('U-1'), name: '另一个' });
  expect(error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { code: '编码 U-1 已经有单位用了' } });
  const both = await Promise.all([create(input('N-2')), create(input('N-2'))]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  expect(await OrganisationModel.countDocuments({ name: '另一个' })).toBe(0);
});

test('what is wrong is said at its field', async () => {
  const wrong = { ...input('N-3'), parentCode: 'NOBODY', placeCodes: ['320413001', 'nowhere'], name: ' ' };
  expect((await create(wrong)).error?.fields).toEqual({ name: '请写几个字' });
  expect((await create({ ...wrong, name: '青禾' })).error?.fields).toEqual({
    parentCode: '没有编码为 NOBODY 的单位',
    placeCodes: '没有编码为 nowhere 的地点',
  });
  expect(await OrganisationModel.countDocuments({ code: 'N-3' })).toBe(0);
});

test('a change counts up the version; who looked at an older one is shown what it is now', async () => {
  const unit = (await create(input('N-4'))).body;
  const changed = (await change(unit, { name: '青禾园林公司', placeCodes: [] })).body;
  expect(changed).toMatchObject({ name: '青禾园林公司', code: 'N-4', places: [], version: 2 });
  const late = await change(unit, { name: '晚了一步' });
  expect(late.error).toMatchObject({
    code: 'CONFLICT',
    details: { organisation: { name: '青禾园林公司', version: 2 } },
  });
  const both = await Promise.all([change(changed, { phone: '1' }), change(changed, { phone: '2' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  // A file changes it as well, and is seen.
  const now = (await app.call(organisationContracts.read, { as: administrator, params: { id: unit.id } }))
    .body;
  await importOrganisations([input('N-4')], { dryRun: false }, clock.now());
  expect((await change(now, { name: '又晚了' })).error?.code).toBe('CONFLICT');
});

test('working hours, which the form does not show, stay', async () => {
  const unit = (await create(input('N-5'))).body;
  const workingHours = { note: 'its own' };
  await OrganisationModel.updateOne({ code: 'N-5' }, { $set: { workingHours } });
  expect((await change(unit, { phone: '0519-1' })).status).toBe(200);
  expect(await OrganisationModel.findOne({ code: 'N-5' }).lean()).toMatchObject({ workingHours });
});

test('only administrators add and change units', async () => {
  expect((await create(input('N-6'), bureau)).error?.code).toBe('FORBIDDEN');
  const unit = (await create(input('N-7'))).body;
  expect((await change(unit, { name: '别的' }, bureau)).error?.code).toBe('FORBIDDEN');
  const gone = await change({ ...unit, id: 'f'.repeat(24) });
  expect(gone.status).toBe(404);
  expect(await OrganisationModel.countDocuments({ code: 'N-6' })).toBe(0);
  expect(await OrganisationModel.findOne({ code: 'N-7' }).lean()).toMatchObject({ name: '青禾绿化公司' });
});

test('a unit is never above itself, by the form or by a file', async () => {
  const top = (await create(input('C-1'))).body;
  await create({ ...input('C-2'), parentCode: 'C-1' });
  await create({ ...input('C-3'), parentCode: 'C-2' });
  const own = await change(top, { parentCode: 'C-1' });
  expect(own.error?.fields).toEqual({ parentCode: '上级不能是自己' });
  const round = await change(top, { parentCode: 'C-3' });
  expect([round.status, round.error?.fields]).toEqual([
    422,
    { parentCode: '上级绕回了自己：C-1 → C-3 → C-2 → C-1' },
  ]);
  const together = await importOrganisations(
    [
      { ...input('C-4'), parentCode: 'C-5' },
      { ...input('C-5'), parentCode: 'C-4' },
      // Below a circle, not in it.
      { ...input('C-6'), parentCode: 'C-5' },
    ],
    { dryRun: false },
    clock.now(),
  );
  expect(together.errors.map(({ row, field }) => [row, field])).toEqual([
    [1, 'parentCode'],
    [2, 'parentCode'],
  ]);
  expect(await OrganisationModel.countDocuments({ code: { $in: ['C-4', 'C-5', 'C-6'] } })).toBe(0);
  const moved = await change(top, { parentCode: 'U-1' });
  expect(moved.body.parent).toMatchObject({ code: 'U-1' });
});
