import { importContracts } from '@gongzhi/shared/imports/contract';
import type { ImportView } from '@gongzhi/shared/imports/schema';
import { responsibilityListContracts as listContracts } from '@gongzhi/shared/lists/contract';
import { type ListVersion, MOST_ROWS } from '@gongzhi/shared/lists/schema';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { ImportModel } from '../../../api/src/modules/imports/import.model';
import { storedFile } from '../../../api/src/modules/imports/import-files';
import { loadImport } from '../../../api/src/modules/imports/imports.queries';
import { importsSetup } from '../../../api/src/modules/imports/imports-setup';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { targets } from '../../../api/src/modules/imports/targets';
import { ListVersionModel } from '../../../api/src/modules/lists/list-version.model';
import { listWorld } from '../../../api/src/modules/lists/list-world';
import { PlaceChangesModel } from '../../../api/src/modules/places/place.model';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { bringFile } from '../../support/bring-file';
import { planOf } from '../../support/explain';
import { feature, makeSmallDistrict, unitScope } from '../../support/small-district';
import { workbook } from '../../support/workbook';
import { newKey } from '../issues/world';

let app: TestApp;
let administrator: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
});
beforeEach(async () => {
  app.setTime(testMorning);
  await ListVersionModel.deleteMany({});
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => app?.stop());

async function upload(bytes: Buffer | string, target: 'responsibility' | 'places'): Promise<ImportView> {
  return (await bringFile(app, administrator, bytes, { target })).body;
}
const readImport = async (id: string) =>
  (await app.call(importContracts.read, { as: administrator, params: { id } })).body;
async function checked(...what: Parameters<typeof upload>): Promise<ImportView> {
  const { id } = await upload(...what);
  await runImports();
  return readImport(id);
}
const apply = ({ id, digest }: ImportView) =>
  app.call(importContracts.apply, { as: administrator, params: { id }, body: { digest } });

/** The worker's next look once the lease of whoever died is over. */
async function runAgain(id: string): Promise<ImportView> {
  app.advance(61_000);
  await runImports();
  return readImport(id);
}

const headed = ['事项代码', '区域编码', '责任单位编码', '备注'];
/** A sheet of so many rows, each about something else. */
async function sheetOf(many: number): Promise<Buffer> {
  const { matters } = (await listWorld()).catalogue;
  const areas = ['320413', '320413001', '320413002'];
  const rows = areas.flatMap((area) => matters.map(({ code }) => [code, area, 'U-1', '']));
  return workbook(headed, rows.slice(0, many));
}

const startDraft = async () => (await app.call(listContracts.startDraft, { as: administrator })).body;
const readDraft = async (id: string) =>
  (await app.call(listContracts.read, { as: administrator, params: { id } })).body;

/** Before an import writes for the first time, something else happens. */
function beforeItWrites(target: 'responsibility' | 'places', happens: () => Promise<unknown>): void {
  const { put } = targets[target];
  jest.spyOn(targets[target], 'put').mockImplementationOnce(async (...given) => {
    await happens();
    await put(...given);
  });
}

let shops = 0;
/** What the register of places answers to a change. */
async function changePlaces(): Promise<string> {
  const { geometry, properties } = shop(`Z-${++shops}`);
  const body = { ...properties, geometry, key: newKey() };
  const { error } = await app.call(placeContracts.create, { as: administrator, body });
  return error?.code ?? 'stored';
}
const shop = (code: string) =>
  feature('shop', code, `${code} 号店`, { type: 'Point', coordinates: [119.51, 31.71] });
const placesFile = (code: string) => JSON.stringify({ type: 'FeatureCollection', features: [shop(code)] });

const isFileKept = async ({ id }: Pick<ImportView, 'id'>) =>
  (await importsSetup().store.open(storedFile(await loadImport(id)))) !== null;

test('a sheet comes into the draft in one write, and the register of places stays open for others', async () => {
  const { id, revision } = await startDraft();
  const view = await checked(await sheetOf(250), 'responsibility');
  expect(view).toMatchObject({ canApply: true, report: { created: 250 } });
  await apply(view);
  const answers: string[] = [];
  beforeItWrites('responsibility', async () => answers.push(await changePlaces()));
  await runImports();
  expect(await readImport(view.id)).toMatchObject({ state: 'applied', progress: { done: 250, total: 250 } });
  expect(answers).toEqual(['stored']);
  const draft = await readDraft(id);
  expect([draft.rows.length, draft.revision]).toEqual([250, revision + 1]);
});

test.each<[string, (draft: ListVersion) => Promise<unknown>]>([
  [
    'thrown away',
    async ({ revision }) => app.call(listContracts.discard, { as: administrator, body: { revision } }),
  ],
  [
    'thrown away and begun anew',
    async ({ revision }) => {
      await app.call(listContracts.discard, { as: administrator, body: { revision } });
      await startDraft();
    },
  ],
  [
    'published',
    async ({ revision }) =>
      app.call(listContracts.publish, {
        as: administrator,
        body: { revision, effectiveFrom: '2026-11-24', note: '' },
      }),
  ],
])('of a draft that was %s before the rows were written the import says so and ends', async (_, happens) => {
  const draft = await startDraft();
  const view = await checked(await sheetOf(120), 'responsibility');
  await apply(view);
  beforeItWrites('responsibility', () => happens(draft));
  await runImports();
  expect(await readImport(view.id)).toMatchObject({
    state: 'failed',
    why: '这一版草稿已经发布或者放弃了，一行也没有导入；要导入就开始编新的一版，再上传一次',
  });
  expect(await changePlaces()).toBe('stored');
  expect(await isFileKept(view)).toBe(false);
  // A draft begun later gets none of the rows.
  await app.call(listContracts.startDraft, { as: administrator });
  expect(await runAgain(view.id)).toMatchObject({ state: 'failed' });
  const { items } = (await app.call(listContracts.versions, { as: administrator })).body;
  for (const { id } of items) expect((await readDraft(id)).rows).toEqual([]);
});

test('rows written by whoever died then are not written again over what somebody changed meanwhile', async () => {
  const { id } = await startDraft();
  const view = await checked(await sheetOf(2), 'responsibility');
  await apply(view);
  const { put } = targets.responsibility;
  jest.spyOn(targets.responsibility, 'put').mockImplementationOnce(async (...given) => {
    await put(...given);
    throw new Error('the process died');
  });
  await runImports();
  expect((await readImport(view.id)).state).toBe('applying');
  const [first] = (await readDraft(id)).rows;
  if (!first) throw new Error('no row was written');
  const { id: rowId, rev, ...row } = first;
  const edit = { as: administrator, params: { rowId }, body: { rev, row: { ...row, note: '改过了' } } };
  expect((await app.call(listContracts.putRow, edit)).status).toBe(200);
  expect(await runAgain(view.id)).toMatchObject({ state: 'applied' });
  expect((await readDraft(id)).rows.map(({ note }) => note)).toEqual(['改过了', '']);
});

test('a list that would be too long is a mistake of the sheet, told in words', async () => {
  await startDraft();
  const row = { about: '*', organisationCode: 'U-1', supportingCodes: [], limit: null, note: '', rev: 1 };
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => ({ ...row, areaCode: `a${i}`, id: `r${i}` }));
  await ListVersionModel.updateOne({ draftOf: 'responsibility' }, { $set: { rows } });
  const view = await checked(await sheetOf(3), 'responsibility');
  expect(view).toMatchObject({ state: 'checked', canApply: false, why: null });
  expect(view.report?.errors).toEqual([
    { row: 2, column: '事项代码', message: '一张清单最多 5000 行，这样会有 5003 行' },
  ]);
});

test('whoever dies while clearing away leaves no register locked and no file lying', async () => {
  const view = await checked(placesFile('Q-1'), 'places');
  await apply(view);
  jest.spyOn(importsSetup().store, 'remove').mockRejectedValueOnce(new Error('the process died'));
  await runImports();
  expect(await isFileKept(view)).toBe(true);
  expect(await runAgain(view.id)).toMatchObject({ state: 'applied', why: null });
  expect(await isFileKept(view)).toBe(false);
  expect(await changePlaces()).toBe('stored');
  expect(await ImportModel.countDocuments({ due: true })).toBe(0);
});

test('whoever dies before the register is unlocked is followed by one who unlocks it', async () => {
  const view = await checked(placesFile('Q-2'), 'places');
  await apply(view);
  jest.spyOn(PlaceChangesModel, 'updateOne').mockImplementation(((filter: object, change: object) => {
    if ('$unset' in change) throw new Error('the process died');
    return PlaceChangesModel.findOneAndUpdate(filter, change, { upsert: true });
  }) as never);
  await runImports();
  jest.restoreAllMocks();
  expect(await changePlaces()).toBe('IMPORT_RUNNING');
  expect(await runAgain(view.id)).toMatchObject({ state: 'applied' });
  expect(await changePlaces()).toBe('stored');
  expect(await isFileKept(view)).toBe(false);
});

test('a file that cannot be read is gone, and keeps its reason, also when somebody dies over it', async () => {
  jest.spyOn(importsSetup().store, 'remove').mockRejectedValueOnce(new Error('the process died'));
  const view = await upload('这不是地点', 'places');
  await runImports().catch(() => {});
  expect(await runAgain(view.id)).toMatchObject({ state: 'failed', why: '这个文件不是 GeoJSON' });
  expect(await isFileKept(view)).toBe(false);
});

test('the same file brought twice is kept for each: the end of one takes nothing from the other', async () => {
  const { store } = importsSetup();
  const { put } = store;
  const first = await checked(placesFile('Q-3'), 'places');
  await apply(first);
  // The first ends in the moment in which the second has stored its file.
  jest.spyOn(store, 'put').mockImplementationOnce(async (...given) => {
    await put.apply(store, given);
    await runImports();
  });
  const second = await upload(placesFile('Q-3'), 'places');
  await runImports();
  expect((await readImport(first.id)).state).toBe('applied');
  expect(await readImport(second.id)).toMatchObject({ state: 'checked', report: { unchanged: 1 } });
});

test.each([
  ['its check', 'plan', 'checked'],
  ['its writing', 'put', 'applied'],
] as const)(
  'a stop that breaks off %s is no failure: it goes on when the lease is over',
  async (_, step, ends) => {
    await startDraft();
    const view = await upload(await sheetOf(2), 'responsibility');
    if (step === 'put') {
      await runImports();
      await apply(await readImport(view.id));
    }
    const stopping = new AbortController();
    jest.spyOn(targets.responsibility, step).mockImplementationOnce(async () => {
      stopping.abort();
      throw new Error('the connection was closed');
    });
    await expect(runImports(stopping.signal)).rejects.toThrow('was closed');
    expect(await runAgain(view.id)).toMatchObject({ state: ends, why: null });
  },
);

test('an upload that died before its file was stored says that it is not there', async () => {
  jest.spyOn(importsSetup().store, 'put').mockRejectedValueOnce(new Error('the process died'));
  await upload(placesFile('Q-4'), 'places');
  const { items } = (await app.call(importContracts.list, { as: administrator, query: { limit: 1 } })).body;
  expect(items[0]?.state).toBe('waiting');
  expect(await runAgain(items[0]?.id ?? '')).toMatchObject({
    state: 'failed',
    why: '文件已经不在了，请重新上传',
  });
});

test('the imports that wait and those to be swept come out of an index', async () => {
  const queries = [
    ImportModel.find({ state: 'checked', finishedAt: { $lt: testMorning } }),
    ImportModel.findOne({ due: true, leaseUntil: { $lte: testMorning } }).sort({ leaseUntil: 1 }),
  ];
  for (const query of queries) {
    const { stages } = await planOf(query.lean() as never);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
  }
});
