import { importContracts } from '@gongzhi/shared/imports/contract';
import type { ImportTarget, ImportView } from '@gongzhi/shared/imports/schema';
import { responsibilityListContracts } from '@gongzhi/shared/lists/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { AccountModel } from '../../../api/src/modules/identity/account.model';
import { ImportModel, ImportPartModel } from '../../../api/src/modules/imports/import.model';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { targets } from '../../../api/src/modules/imports/targets';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { readWorkbook } from '../../../api/src/platform/xlsx/read-workbook';
import type { Cell } from '../../../api/src/platform/xlsx/write-workbook';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { bringFile, type What } from '../../support/bring-file';
import { box, feature, makeSmallDistrict, placeScope, unitScope } from '../../support/small-district';
import { workbook } from '../../support/workbook';
import { newKey } from '../issues/world';

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

const upload = (bytes: Buffer | string, what: What, as: TestPerson | null = administrator) =>
  bringFile(app, as, bytes, what);
const readImport = (id: string, as = administrator) => app.call(importContracts.read, { as, params: { id } });
const apply = ({ id, digest }: ImportView, as = administrator) =>
  app.call(importContracts.apply, { as, params: { id }, body: { digest } });

/** Uploaded and checked. */
async function checked(bytes: Buffer | string, what: What): Promise<ImportView> {
  const { status, body } = await upload(bytes, what);
  if (status !== 201) throw new Error(`upload: ${status} ${JSON.stringify(body)}`);
  await runImports();
  return (await readImport(body.id)).body;
}
async function applied(view: ImportView): Promise<ImportView> {
  await apply(view);
  await runImports();
  return (await readImport(view.id)).body;
}

const headings = [
  '编码*',
  '名称*',
  '经度',
  '纬度',
  '星级*',
  '开放时间*',
  '使用状态*',
  '无障碍厕位',
  '管理电话',
];
const toilet = (n: number, more: Partial<Record<string, Cell>> = {}): Cell[] => {
  const row: Record<string, Cell> = {
    '编码*': `GC-${String(n).padStart(5, '0')}`,
    '名称*': `${n}号公厕`,
    经度: 119.505 + (n % 90) / 1000,
    纬度: 31.705 + (n % 80) / 1000,
    '星级*': n % 6,
    '开放时间*': '05:30-22:00',
    '使用状态*': '正常开放',
    无障碍厕位: n % 2 ? '是' : '否',
    管理电话: '0519-82801234',
    ...more,
  };
  return headings.map((heading) => row[heading] ?? null);
};
const toilets: What = { target: 'places', kind: 'toilet' };
const countToilets = () => PlaceModel.countDocuments({ kind: 'toilet', code: /^GC-/ });

test('a sheet of 5,000 rows with 50 mistakes: these 50 are named and nothing is stored; mended, all are', async () => {
  const mistakes: [Partial<Record<string, Cell>>, string, string][] = [
    [{ '星级*': 9 }, '星级', '不能大于 5'],
    [{ '使用状态*': '开' }, '使用状态', '只能是：正常开放、临时关闭、维修改造'],
    [{ 经度: 120.9 }, '位置', '不在本区范围内'],
    [{ '编码*': '1.2E+16' }, '编码', '编码被表格变成了科学计数，请把这一列设成“文本”格式再填'],
    [{ 无障碍厕位: '也许' }, '无障碍厕位', '应为是或否'],
  ];
  const wrong = new Map(
    Array.from({ length: 50 }, (_, i) => [
      i * 100 + 37,
      mistakes[i % mistakes.length] as (typeof mistakes)[0],
    ]),
  );
  const rows = (mended: boolean) =>
    Array.from({ length: 5000 }, (_, n) => toilet(n, mended ? {} : wrong.get(n)?.[0]));
  const started = performance.now();
  const view = await checked(await workbook(headings, rows(false)), toilets);
  const checkSeconds = (performance.now() - started) / 1000;
  expect(view).toMatchObject({ state: 'checked', canApply: false, fileName: '公厕（终稿）.xlsx' });
  expect(view.report).toMatchObject({ rows: 5000, created: 0, updated: 0, wrongRows: 50 });
  const named = view.report?.errors.filter(({ message }) => !message.startsWith('编码用'));
  expect(named?.map(({ row, column, message }) => [row, column, message])).toEqual(
    [...wrong].map(([n, [, column, message]]) => [n + 2, column, message]),
  );
  expect(await countToilets()).toBe(0);
  expect((await apply(view)).error?.code).toBe('CONFLICT');

  const csv = await app.call(importContracts.errors, { as: administrator, params: { id: view.id } });
  expect(String(csv.body).split('\r\n')[1]).toBe('39,星级,不能大于 5');

  const mended = await checked(await workbook(headings, rows(true)), toilets);
  expect(mended).toMatchObject({ canApply: true, report: { created: 5000, errorCount: 0 } });
  const applying = performance.now();
  const done = await applied(mended);
  const applySeconds = (performance.now() - applying) / 1000;
  expect(done).toMatchObject({ state: 'applied', progress: { done: 5000, total: 5000 } });
  expect(await countToilets()).toBe(5000);
  expect(await ImportPartModel.countDocuments({ what: 'steps' })).toBe(0);
  expect(await PlaceModel.findOne({ code: 'GC-00037' }).lean()).toMatchObject({
    fields: { stars: 1, accessible: true, phone: '0519-82801234' },
    version: 1,
    lastChange: { how: 'imported', by: { name: '邵守诚' } },
  });
  console.info(
    `5,000 rows: checked in ${checkSeconds.toFixed(1)} s, applied in ${applySeconds.toFixed(1)} s`,
  );
}, 180_000);

test('the same file again changes nothing; a changed cell changes one place; a column left out leaves its field', async () => {
  const again = await checked(await workbook(headings, [toilet(1), toilet(2)]), toilets);
  expect(again).toMatchObject({ canApply: false, report: { unchanged: 2, created: 0, updated: 0 } });
  const few = await checked(
    await workbook(
      ['编码', '名称', '星级', '开放时间', '使用状态'],
      [['GC-00001', '一号公厕', '5', '全天', '正常开放']],
    ),
    toilets,
  );
  expect(few.report).toMatchObject({ updated: 1 });
  await applied(few);
  const record = await PlaceModel.findOne({ code: 'GC-00001' }).lean();
  expect(record).toMatchObject({
    name: '一号公厕',
    version: 2,
    fields: { stars: 5, openHours: '全天', accessible: true },
  });
  expect(record?.lastChange?.changes.map(({ field }) => field)).toEqual(['名称', '星级', '开放时间']);
});

test('broken off between two steps, it is finished; nothing is done twice', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => toilet(i, { '名称*': `断点${i}` }));
  const view = await checked(await workbook(headings, rows), toilets);
  await apply(view);
  const put = targets.places.put;
  let steps = 0;
  targets.places.put = async (...given) => {
    if (steps++ === 1) throw new Error('the process died');
    await put(...given);
  };
  try {
    await runImports();
  } finally {
    targets.places.put = put;
  }
  expect((await readImport(view.id)).body).toMatchObject({
    state: 'applying',
    progress: { done: 100, total: 120 },
  });
  // Meanwhile nobody else writes: what was found right stays right.
  const refused = await app.call(placeContracts.create, {
    as: administrator,
    body: {
      ...{ kind: 'shop', code: 'Z-1', name: '店', key: newKey() },
      geometry: { type: 'Point', coordinates: [119.51, 31.71] },
    },
  });
  expect(refused.error?.code).toBe('IMPORT_RUNNING');
  expect(await runImports()).toBe(0);
  app.advance(61_000);
  await runImports();
  expect((await readImport(view.id)).body.state).toBe('applied');
  const records = await PlaceModel.find({ kind: 'toilet', name: /^断点/ }).lean();
  expect(records).toHaveLength(120);
  const versions = new Set(records.map(({ code, version }) => (code === 'GC-00001' ? version - 1 : version)));
  expect([...versions]).toEqual([2]);
  const { as: _, ...edit } = {
    as: 0,
    params: { id: String(records[0]?._id) },
    body: { version: 2, name: '好了' },
  };
  expect((await app.call(placeContracts.change, { as: administrator, ...edit })).status).not.toBe(500);
});

test('what changed since the check is checked again before anything is stored', async () => {
  const view = await checked(await workbook(headings, [toilet(6000), toilet(6001)]), toilets);
  await PlaceModel.collection.insertOne({
    code: 'GC-06001',
    kind: 'shop',
    name: '占用',
    initials: 'zy',
    geometry: { type: 'Point', coordinates: [119.51, 31.71] },
    centre: [119.51, 31.71],
    version: 1,
    fields: {},
    pictures: [],
    placeIds: [],
    tokens: [],
    createdAt: new Date(0),
    updatedAt: new Date(0),
  } as never);
  const after = await applied(view);
  expect(after).toMatchObject({
    state: 'checked',
    report: { errorCount: 1, errors: [{ row: 3, column: '类型' }] },
  });
  expect(await PlaceModel.countDocuments({ code: 'GC-06000' })).toBe(0);
  // The register is free again.
  expect((await applied(await checked(await workbook(headings, [toilet(6002)]), toilets))).state).toBe(
    'applied',
  );
});

test.each<[string, () => Promise<Buffer | string>, What, string]>([
  ['a picture', async () => Buffer.from('ffd8ffe0', 'hex'), toilets, '这个文件不是 GeoJSON'],
  [
    'an archive of nothing',
    async () => Buffer.from('504b0506000000', 'hex'),
    toilets,
    '这个文件不是能打开的 .xlsx 表格；旧的 .xls 请先另存为 .xlsx',
  ],
  ['a sheet without rows', () => workbook(headings, []), toilets, '表格里没有内容'],
  [
    'a collection of nothing',
    async () => '{"type":"FeatureCollection","features":[]}',
    { target: 'places' },
    '文件里没有内容',
  ],
  [
    'an object that is no collection',
    async () => '{"type":"Feature"}',
    { target: 'places' },
    'GeoJSON 要是一个 FeatureCollection',
  ],
])('%s is told in words', async (_, make, what, why) => {
  expect(await checked(await make(), what)).toMatchObject({ state: 'failed', why, canApply: false });
});

test('headings are checked before rows', async () => {
  const view = await checked(
    await workbook(['编码', '名称', '星星', '名称'], [['A', 'b', '3', 'c']]),
    toilets,
  );
  expect(view.report?.errors).toEqual([
    { row: 1, column: '星星', message: '模板里没有这一列；列名请与模板一致' },
    { row: 1, column: '名称', message: '这一列重复了' },
    { row: 1, column: '星级', message: '缺少这一列' },
    { row: 1, column: '开放时间', message: '缺少这一列' },
    { row: 1, column: '使用状态', message: '缺少这一列' },
  ]);
});

test('GeoJSON of any kinds, in any order, with a dry run first', async () => {
  const features = [
    feature('green', 'L-1', '东门游园', box(119.511, 31.711, 119.512, 31.712), { fields: { grade: '一级' } }),
    feature('cell', '320413001001002', '东门第二网格', box(119.52, 31.7, 119.54, 31.72)),
    feature('green', 'L-2', '缺等级', box(119.513, 31.711, 119.514, 31.712)),
  ];
  const collection = (some: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features: some });
  const view = await checked(collection(features), { target: 'places' });
  expect(view.report?.errors).toEqual([{ row: 3, column: '养护等级', message: '只能是：一级、二级、三级' }]);
  const good = await checked(collection(features.slice(0, 2)), { target: 'places' });
  expect((await applied(good)).state).toBe('applied');
  expect((await app.call(placeContracts.list, { query: { q: '东门游园' } })).body.items).toHaveLength(1);
});

test('units, people and posts come by sheet too, and go out to come in again', async () => {
  const units = await workbook(
    ['编码', '名称', '简称', '类型', '上级编码', '业务条线', '范围编码', '电话'],
    [
      [
        'LH-1',
        '园林绿化管理处',
        '园林处',
        '处置单位',
        'BUREAU',
        '园林绿化',
        '320413001、320413002',
        '0519-1234567',
      ],
      ['LH-2', '青禾绿化公司', '青禾绿化', '作业企业', 'LH-1', '园林绿化', '', ''],
    ],
  );
  expect((await applied(await checked(units, { target: 'organisations' }))).state).toBe('applied');
  expect(await OrganisationModel.findOne({ code: 'LH-2' }).lean()).toMatchObject({
    kind: 'contractor',
    lines: ['greening'],
  });

  const people = await workbook(
    ['登录名', '姓名'],
    [
      ['wangfang', '王芳'],
      ['lina', '李娜'],
    ],
  );
  expect((await applied(await checked(people, { target: 'people' }))).state).toBe('applied');
  expect(await AccountModel.countDocuments({ loginName: { $in: ['wangfang', 'lina'] } })).toBe(2);

  const headed = ['登录名', '岗位', '范围类型', '范围编码', '职务名称', '任职日期', '到期日期'];
  const bad = await checked(
    await workbook(headed, [
      ['nobody', '街巷长', '地点', 'R-1', '', '', ''],
      ['lina', '市长', '地点', 'R-1', '', '', ''],
      ['lina', '街巷长', '地点', 'R-99', '', '2026/13/1', ''],
      ['lina', '处置人员', '单位', 'LH-2', '', '2026-12-02', '2026-12-01'],
    ]),
    { target: 'posts' },
  );
  expect(bad.report?.errors.map(({ row, column }) => [row, column])).toEqual([
    [2, '登录名'],
    [3, '岗位'],
    [4, '范围编码'],
    [4, '任职日期'],
    [5, '到期日期'],
  ]);
  const posts = await workbook(headed, [
    ['wangfang', '街巷长', '地点', 'R-1', '', '2026/11/1', ''],
    ['lina', '处置人员', '单位', 'LH-2', '班长', '', '2027-12-31'],
  ]);
  expect((await applied(await checked(posts, { target: 'posts' }))).report).toMatchObject({ created: 2 });
  expect(await PostModel.findOne({ title: '班长' }).lean()).toMatchObject({
    role: 'unit_officer',
    appointedBy: { name: '邵守诚' },
    // The last day belongs to the term.
    until: new Date('2027-12-31T16:00:00Z'),
  });
  expect((await checked(posts, { target: 'posts' })).report).toMatchObject({ created: 0, unchanged: 2 });

  for (const [target, unchanged] of [
    ['organisations', 5],
    ['people', 2],
    ['posts', 2],
  ] as const) {
    const response = await fetch(`${app.base}/api/v1/imports/export?target=${target}`, {
      headers: { Authorization: `Bearer ${administrator.token}` },
    });
    const back = await checked(Buffer.from(await response.arrayBuffer()), { target });
    expect(back.report).toMatchObject({ errorCount: 0, created: 0, updated: 0, unchanged });
  }
});

test('a responsibility list comes in row by row into the draft, goes out, and comes in again without a change', async () => {
  const target = { target: 'responsibility' } as const;
  const headed = ['事项代码', '区域编码', '责任单位编码', '配合单位编码', '处置时限', '时限单位', '备注'];
  const right = await workbook(headed, [
    ['*', '320413', 'U-1', '', '', '', ''],
    ['06010', '320413001', 'K-1', 'U-1', '4', '工作时', '按合同'],
  ]);
  const [without] = (await checked(right, target)).report?.errors ?? [];
  expect(without?.message).toContain('开始编一版');

  await app.call(responsibilityListContracts.startDraft, { as: administrator });
  const wrong = await workbook(headed, [
    ['99', '320413', 'U-1', '', '', '', ''],
    ['06010', 'nowhere', 'U-1', '', '', '', ''],
    ['06010', '320413001', 'U-1', '', '4', '个', ''],
    ['06', '320413', 'U-1', '', '', '', ''],
    ['06', '320413', 'K-1', '', '', '', ''],
  ]);
  const { report } = await checked(wrong, target);
  expect(report?.errors.map(({ row, column }) => [row, column])).toEqual([
    [2, '事项代码'],
    [3, '区域编码'],
    [4, '时限单位'],
    [6, '责任单位编码'],
  ]);

  expect((await applied(await checked(right, target))).report).toMatchObject({ created: 2, errorCount: 0 });
  const changed = await workbook(headed, [['06010', '320413001', 'U-1', '', '', '', '']]);
  expect((await applied(await checked(changed, target))).report).toMatchObject({ created: 0, updated: 1 });
  const versions = await app.call(responsibilityListContracts.versions, { as: administrator });
  const id = versions.body.items[0]?.id ?? '';
  const draft = await app.call(responsibilityListContracts.read, { as: administrator, params: { id } });
  expect(draft.body.rows).toMatchObject([
    { about: '*', areaCode: '320413', organisationCode: 'U-1', limit: null },
    { about: '06010', areaCode: '320413001', organisationCode: 'U-1', supportingCodes: [], limit: null },
  ]);
  const response = await fetch(`${app.base}/api/v1/imports/export?target=responsibility`, {
    headers: { Authorization: `Bearer ${administrator.token}` },
  });
  const back = await checked(Buffer.from(await response.arrayBuffer()), target);
  expect(back.report).toMatchObject({ errorCount: 0, created: 0, updated: 0, unchanged: 2 });
});

test('a list goes out as a sheet and as GeoJSON, and both come in again without a change', async () => {
  const get = (path: string, as: TestPerson | null = bureau) =>
    fetch(`${app.base}/api/v1${path}`, { headers: as ? { Authorization: `Bearer ${as.token}` } : {} });
  const sheet = await get('/places/export.xlsx?kind=toilet&q=GC-000');
  expect(sheet.headers.get('Content-Disposition')).toContain(encodeURIComponent('公厕.xlsx'));
  const bytes = Buffer.from(await sheet.arrayBuffer());
  const { headings: out, rows } = await readWorkbook(bytes, 1000);
  expect([out[0], rows.length, rows[0]?.cells[0]]).toEqual(['编码*', 100, 'GC-00000']);
  expect((await checked(bytes, toilets)).report).toMatchObject({ errorCount: 0, unchanged: 100, updated: 0 });

  const json = await (await get('/places/export.geojson?kind=town,road,cell,green')).text();
  expect(JSON.parse(json).features).toHaveLength(7);
  expect((await checked(json, { target: 'places' })).report).toMatchObject({ errorCount: 0, unchanged: 7 });
  expect((await get('/places/export.geojson', null)).status).toBe(401);
  expect((await get('/places/export.xlsx?kind=toilet,shop')).status).toBe(422);
  const resident = await app.addPerson('居民');
  expect((await get('/places/export.geojson', resident)).status).toBe(403);
});

test('every template can be opened, says what is required, and its example is right', async () => {
  const kinds = ['toilet', 'component', 'cell', 'river', 'compound', 'shop', 'vendor_point'] as const;
  for (const kind of kinds) {
    const response = await fetch(`${app.base}/api/v1/imports/template?target=places&kind=${kind}`, {
      headers: { Authorization: `Bearer ${administrator.token}` },
    });
    const { headings: columns, rows } = await readWorkbook(Buffer.from(await response.arrayBuffer()), 10);
    expect(columns.slice(0, 2)).toEqual(['编码*', '名称*']);
    expect(rows).toEqual([]);
  }
  const call = (query: { target: ImportTarget }, as?: TestPerson) =>
    app.call(importContracts.template, { as, query });
  expect((await call({ target: 'places' }, administrator)).status).toBe(422);
  expect((await call({ target: 'people' }, bureau)).error?.code).toBe('FORBIDDEN');
});

test('imports are for administrators', async () => {
  const bytes = await workbook(headings, [toilet(1)]);
  expect((await upload(bytes, toilets, bureau)).status).toBe(403);
  expect((await upload(bytes, toilets, null)).status).toBe(401);
  expect((await upload(bytes, { target: 'places' })).body.error.fields).toEqual({
    kind: '先选导入哪一类地点',
  });
  expect((await upload('{}', { target: 'people' })).status).toBe(422);
  const view = await checked(bytes, toilets);
  expect((await readImport(view.id, bureau)).error?.code).toBe('FORBIDDEN');
  expect((await apply(view, bureau)).error?.code).toBe('FORBIDDEN');
  expect((await apply({ ...view, digest: '0'.repeat(64) })).error?.code).toBe('CONFLICT');
  expect((await readImport('f'.repeat(24))).status).toBe(404);
  const list = await app.call(importContracts.list, { as: administrator, query: { limit: 3 } });
  expect(list.body.items.map(({ id }) => id)[0]).toBe(view.id);
  expect(list.body.next).not.toBeNull();
  expect((await app.call(importContracts.list, { as: bureau, query: {} })).error?.code).toBe('FORBIDDEN');
  expect(await ImportModel.countDocuments({ due: true })).toBe(0);
});
