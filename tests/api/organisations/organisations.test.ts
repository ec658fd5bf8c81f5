import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { importOrganisations } from '../../../api/src/modules/organisations/import-organisations';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { organisationsForLine } from '../../../api/src/modules/organisations/organisations.queries';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { bringFile } from '../../support/bring-file';
import { makeSmallDistrict, placeScope, unitScope, units } from '../../support/small-district';
import { workbook } from '../../support/workbook';

let app: TestApp;
let officer: TestPerson;
let resident: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  officer = await app.addPerson('马清扬', { role: 'unit_officer', scope: await unitScope('U-1') });
  resident = await app.addPerson('许知夏');
});
afterAll(() => app?.stop());

const list = (as: TestPerson, query: { q?: string; kind?: 'unit'; cursor?: string; limit?: number } = {}) =>
  app.call(organisationContracts.list, { as, query });
const importing = (items: unknown[], dryRun = false) => importOrganisations(items, { dryRun }, clock.now());
const unit = (code: string, more: object = {}) => ({
  code,
  name: `单位${code}`,
  shortName: code,
  kind: 'unit',
  ...more,
});

test('the directory is for those in post', async () => {
  expect((await list(officer)).body.items.map(({ code }) => code)).toEqual(['BUREAU', 'K-1', 'U-1']);
  expect((await list(officer, { q: '保洁' })).body.items.map(({ code }) => code)).toEqual(['K-1']);
  expect((await list(officer, { kind: 'unit' })).body.items.map(({ code }) => code)).toEqual(['U-1']);
  const first = (await list(officer, { limit: 2 })).body;
  expect((await list(officer, { limit: 2, cursor: first.next ?? '' })).body).toMatchObject({
    items: [{ code: 'U-1' }],
    next: null,
  });
  expect((await list(resident)).error?.code).toBe('FORBIDDEN');
  expect((await app.call(organisationContracts.list)).error?.code).toBe('NOT_SIGNED_IN');
});

test('one organisation with its places', async () => {
  const { id } = await unitScope('K-1');
  const { body } = await app.call(organisationContracts.read, { as: officer, params: { id } });
  expect(body).toMatchObject({
    code: 'K-1',
    places: [{ name: '东城街道' }],
    lines: ['sanitation'],
    active: true,
  });
  const none = await app.call(organisationContracts.read, { as: officer, params: { id: 'f'.repeat(24) } });
  expect(none.status).toBe(404);
});

test('the unit of the narrowest place comes first, and others only where they work', async () => {
  const [district, east, west] = ['320413', '320413001', '320413002'].map((code) => placeScope(code).id) as [
    string,
    string,
    string,
  ];
  const codes = async (line: string, places: string[]) =>
    (await organisationsForLine(line, places)).map(({ code }) => code);
  expect(await codes('sanitation', [district, east])).toEqual(['K-1', 'U-1']);
  expect(await codes('sanitation', [district, west])).toEqual(['U-1']);
  expect(await codes('lighting', [district, east])).toEqual([]);
});

test('an import makes, changes and leaves alone by code', async () => {
  expect(await importing(units)).toEqual({
    created: 0,
    updated: 0,
    unchanged: 3,
    errors: [],
    dryRun: false,
  });
  const items = [unit('CHILD', { parentCode: 'PARENT' }), unit('PARENT')];
  expect(await importing(items, true)).toMatchObject({ created: 2, dryRun: true });
  expect(await OrganisationModel.countDocuments({})).toBe(3);
  expect((await importing(items)).created).toBe(2);
  const [parent, child] = await Promise.all(
    ['PARENT', 'CHILD'].map((code) => OrganisationModel.findOne({ code }).lean()),
  );
  expect(String(child?.parentId)).toBe(String(parent?._id));
  expect((await importing([unit('PARENT', { phone: '0519-00000001' })])).updated).toBe(1);
});

test.each<[string, object, string]>([
  ['a name missing', { code: 'W-1', shortName: 'x', kind: 'unit' }, 'name'],
  ['an unknown kind', unit('W-2', { kind: 'club' }), 'kind'],
  ['a place that is not there', unit('W-3', { placeCodes: ['nowhere'] }), 'placeCodes.0'],
  ['a parent that is not there', unit('W-4', { parentCode: 'nobody' }), 'parentCode'],
  ['itself as parent', unit('W-5', { parentCode: 'W-5' }), 'parentCode'],
  [
    'hours that end before they begin',
    unit('W-6', { workingHours: { days: 'every_day', windows: [{ from: '12:00', to: '08:00' }] } }),
    'workingHours',
  ],
])('with %s nothing is stored', async (_, wrong, field) => {
  const before = await OrganisationModel.countDocuments({});
  const { errors } = await importing([unit('RIGHT'), wrong]);
  expect(errors[0]).toMatchObject({ row: 2, field: expect.stringContaining(field) });
  expect(await OrganisationModel.countDocuments({})).toBe(before);
});

test('importing is for administrators', async () => {
  const sheet = await workbook(['编码', '名称', '简称', '类型'], [['NO', '不成', '不成', '处置单位']]);
  for (const as of [officer, resident]) {
    expect((await bringFile(app, as, sheet, { target: 'organisations' })).status).toBe(403);
  }
  expect(await runImports()).toBe(0);
  expect(await OrganisationModel.countDocuments({ code: 'NO' })).toBe(0);
});
