import type { BodyInputOf, QueryInputOf } from '@gongzhi/shared/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { placeByCode } from '../../../api/src/modules/places/place-index';
import { relocateObjects } from '../../../api/src/modules/places/relocate-objects';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { box, makeSmallDistrict, placeScope, unitScope } from '../../support/small-district';
import { newKey, picture, sendFile } from '../issues/world';

let app: TestApp;
let administrator: TestPerson;
let bureau: TestPerson;
let farBureau: TestPerson;
let chief: TestPerson;
let farChief: TestPerson;
let resident: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
  bureau = await app.addPerson('城管甲', { role: 'bureau_officer', scope: placeScope('320413001') });
  farBureau = await app.addPerson('城管乙', { role: 'bureau_officer', scope: placeScope('320413002') });
  chief = await app.addPerson('街长', { role: 'chief', scope: placeScope('R-1') });
  farChief = await app.addPerson('远街长', { role: 'chief', scope: placeScope('R-2') });
  resident = await app.addPerson('许知夏');
});
afterAll(() => app?.stop());

type Input = BodyInputOf<typeof placeContracts.create>;
const fields = {
  stars: 3,
  openHours: '05:30-22:00',
  inUse: '正常开放',
  keeper: 'U-1',
  phone: '0519-82801111',
};
let serial = 100;
const toilet = (more: Partial<Input> = {}): Input => ({
  kind: 'toilet',
  code: `GC-${serial++}`,
  name: '相府前路公厕',
  geometry: { type: 'Point', coordinates: [119.51, 31.7101] },
  fields,
  key: newKey(),
  ...more,
});
const create = (body: Input, as: TestPerson | undefined = administrator) =>
  app.call(placeContracts.create, { as, body });
const made = async (more: Partial<Input> = {}) => (await create(toilet(more))).body;
const change = (
  { id, version }: PlaceDetail,
  body: Partial<BodyInputOf<typeof placeContracts.change>>,
  as = administrator,
) => app.call(placeContracts.change, { as, params: { id }, body: { version, ...body } });
const read = (id: string, as?: TestPerson) => app.call(placeContracts.read, { as, params: { id } });
const retire = (place: PlaceDetail, as = administrator) =>
  app.call(placeContracts.retire, {
    as,
    params: { id: place.id },
    body: { version: place.version, why: '拆除' },
  });
const historyOf = (id: string, as = administrator) =>
  app.call(placeContracts.history, { as, params: { id }, query: {} });
const stored = (id: string) => PlaceModel.findById(id).lean();

describe('entering a place', () => {
  test('stores it with where it stands, and answers with its page', async () => {
    const { status, body } = await create(toilet({ code: 'GC-1' }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      code: 'GC-1',
      version: 1,
      retired: false,
      fields,
      organisations: { 'U-1': '环境卫生管理处' },
      abilities: { edit: true, correct: true, history: true },
    });
    expect(body.path.map(({ name }) => name)).toEqual(['金坛区', '东城街道', '东门社区']);
    const areas = ['320413', '320413001', '320413001001', '320413001001001', 'R-1'];
    const record = await stored(body.id);
    expect(record?.placeIds.map(String).sort()).toEqual(areas.map((code) => placeByCode(code)?.id).sort());
    expect(record).toMatchObject({ demo: false, cellFine: expect.any(String), initials: 'xfqlgc' });
  });

  test.each<[string, Partial<Input>, string]>([
    ['an own field too large', { fields: { ...fields, stars: 6 } }, 'fields.stars'],
    ['an own field missing', { fields: { stars: 3, inUse: '正常开放' } }, 'fields.openHours'],
    ['a field of another kind', { fields: { ...fields, stalls: 3 } }, 'fields.stalls'],
    ['a unit nobody knows', { fields: { ...fields, keeper: 'NOBODY' } }, 'fields.keeper'],
    [
      'a line for a toilet',
      {
        geometry: {
          type: 'LineString',
          coordinates: [
            [119.51, 31.71],
            [119.52, 31.71],
          ],
        },
      },
      'geometry',
    ],
    ['a place outside', { geometry: { type: 'Point', coordinates: [121, 31] } }, 'geometry'],
    ['small letters in the code', { code: 'gc-9' }, 'code'],
    [
      'a component of a class that is none',
      { kind: 'component', code: '32041301016000001', fields: {} },
      'code',
    ],
    [
      'a cell of another community',
      { kind: 'cell', code: '320413001009001', geometry: box(119.52, 31.72, 119.53, 31.73), fields: {} },
      'code',
    ],
    ['a parent nobody knows', { parentId: 'f'.repeat(24) }, 'parentId'],
  ])('with %s is refused at the field, and nothing is stored', async (_, wrong, field) => {
    const before = await PlaceModel.countDocuments({});
    const { status, error } = await create(toilet(wrong));
    expect([status, error?.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(Object.keys(error?.fields ?? {})).toContain(field);
    expect(await PlaceModel.countDocuments({})).toBe(before);
  });

  test('the same key again makes no second one; another code with it is refused', async () => {
    const input = toilet();
    const first = await create(input);
    expect((await create(input)).body.id).toBe(first.body.id);
    expect((await create({ ...input, code: 'GC-OTHER' })).error?.code).toBe('KEY_REUSED');
    expect((await create({ ...input, key: newKey() })).error?.code).toBe('CODE_TAKEN');
    expect(await PlaceModel.countDocuments({ code: input.code })).toBe(1);
  });

  test('two at the same moment: one is made', async () => {
    const input = toilet();
    const replies = await Promise.all([create(input), create({ ...input, key: newKey() })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('is for administrators, and for the bureau in its area', async () => {
    expect((await create(toilet(), bureau)).status).toBe(201);
    for (const person of [farBureau, chief, resident]) {
      expect((await create(toilet(), person)).error?.code).toBe('FORBIDDEN');
    }
    const body = toilet();
    expect((await app.call(placeContracts.create, { body })).error?.code).toBe('NOT_SIGNED_IN');
    expect(await PlaceModel.countDocuments({ code: body.code })).toBe(0);
  });
});

describe('changing a place', () => {
  test('stores what is named and tells what was before', async () => {
    const place = await made();
    const { body } = await change(place, {
      name: '相府公厕',
      fields: { stars: 4, phone: null },
      why: '评定',
    });
    expect(body).toMatchObject({
      version: 2,
      name: '相府公厕',
      fields: { stars: 4, openHours: fields.openHours },
    });
    expect(body.fields).not.toHaveProperty('phone');
    const [latest, first] = (await historyOf(place.id)).body.items;
    expect(latest).toMatchObject({ version: 2, by: '邵守诚', how: 'edited', why: '评定' });
    expect(latest?.changes).toEqual([
      { field: '名称', before: '相府前路公厕', after: '相府公厕' },
      { field: '星级', before: '3', after: '4' },
      { field: '管理电话', before: '0519-82801111', after: '' },
    ]);
    expect(first).toMatchObject({ version: 1, how: 'created' });
    expect((await stored(place.id))?.initials).toBe('xfgc');
  });

  test('moved, it stands in other areas', async () => {
    const place = await made();
    const { body } = await change(place, { geometry: { type: 'Point', coordinates: [119.58, 31.76] } });
    expect(body.path.map(({ name }) => name)).toEqual(['金坛区', '金城镇']);
    const [entry] = (await historyOf(place.id)).body.items;
    expect(entry?.changes).toEqual([
      { field: '位置', before: '119.510000, 31.710100', after: '119.580000, 31.760000' },
    ]);
  });

  test('from an old state is a conflict that shows the present one', async () => {
    const place = await made();
    await change(place, { fields: { stars: 4 } });
    const late = await change(place, { fields: { stars: 1 } });
    expect([late.status, late.error?.code]).toEqual([409, 'CONFLICT']);
    expect(late.error?.details).toMatchObject({ place: { version: 2, fields: { stars: 4 } } });
    expect((await stored(place.id))?.fields.stars).toBe(4);
  });

  test('two from the same state: one counts, and the history has no gap', async () => {
    const place = await made();
    const replies = await Promise.all([1, 2, 4, 5].map((stars) => change(place, { fields: { stars } })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(3);
    expect((await historyOf(place.id)).body.items.map(({ version }) => version)).toEqual([2, 1]);
  });

  test('that changes nothing leaves the version', async () => {
    const place = await made();
    expect((await change(place, { fields: { stars: 3 } })).body.version).toBe(1);
  });

  test('whoever walks the street puts right what is theirs, and nothing else', async () => {
    const place = await made();
    const { body } = await change(place, { fields: { inUse: '临时关闭' }, why: '停水' }, chief);
    expect(body.abilities).toMatchObject({ edit: false, correct: true });
    const [entry] = (await historyOf(place.id, chief)).body.items;
    expect(entry).toMatchObject({ by: '街长', how: 'corrected', why: '停水' });
    for (const beyond of [{ fields: { stars: 5 } }, { name: '别的' }, { bufferMetres: 5 }]) {
      expect((await change(body, beyond, chief)).error?.code).toBe('FORBIDDEN');
    }
    expect((await change(body, { fields: { inUse: '正常开放' } }, farChief)).error?.code).toBe('FORBIDDEN');
    expect((await change(body, { fields: { inUse: '正常开放' } }, resident)).error?.code).toBe('FORBIDDEN');
    expect((await stored(place.id))?.fields).toMatchObject({ inUse: '临时关闭', stars: 3 });
  });

  test('an officer does not carry a place out of the own area', async () => {
    const place = await made();
    const away = { geometry: { type: 'Point' as const, coordinates: [119.58, 31.76] as [number, number] } };
    expect((await change(place, away, bureau)).error?.code).toBe('FORBIDDEN');
    const wrong = await change(place, { fields: { stars: 9 } }, bureau);
    expect(Object.keys(wrong.error?.fields ?? {})).toEqual(['fields.stars']);
    expect((await change({ ...place, id: 'f'.repeat(24) }, {})).status).toBe(404);
  });

  test('pictures are the editor’s own; those that were there stay', async () => {
    const place = await made();
    const upload = async (person: TestPerson) =>
      (await sendFile(app.base, person.token, await picture())).body.id as string;
    const first = await upload(chief);
    const { body } = await change(place, { pictureIds: [first] }, chief);
    expect(body.pictures.map(({ id }) => id)).toEqual([first]);
    const second = await upload(administrator);
    const both = await change(body, { pictureIds: [second, first] });
    expect(both.body.pictures.map(({ id }) => id)).toEqual([second, first]);
    const stolen = await upload(resident);
    expect((await change(both.body, { pictureIds: [stolen] })).error?.code).toBe('PICTURE_NOT_FOUND');
  });
});

describe('out of use', () => {
  test('a place keeps its page and history, and leaves the lists; and comes back', async () => {
    const place = await made({ name: '拆迁公厕' });
    const gone = await retire(place);
    expect(gone.body).toMatchObject({ retired: true, retirement: { why: '拆除' }, version: 2 });
    const list = async (state: 'in_use' | 'retired') =>
      (await app.call(placeContracts.list, { query: { q: '拆迁公厕', state } })).body.items.length;
    expect([await list('in_use'), await list('retired')]).toEqual([0, 1]);
    expect((await read(place.id)).body).toMatchObject({ retired: true, retirement: { why: '' } });
    expect((await change(gone.body, { name: '改名' })).error?.code).toBe('PLACE_RETIRED');
    expect((await retire(gone.body)).error?.code).toBe('CONFLICT');
    const back = await app.call(placeContracts.revive, {
      as: administrator,
      params: { id: place.id },
      body: { version: 2, why: '误停' },
    });
    expect(back.body).toMatchObject({ retired: false, retirement: null, version: 3 });
    expect([await list('in_use'), await list('retired')]).toEqual([1, 0]);
    const how = (await historyOf(place.id)).body.items.map((entry) => entry.how);
    expect(how).toEqual(['revived', 'retired', 'created']);
  });

  test('an area with others below it is not taken away; an empty one goes from the map', async () => {
    const community = (await read(placeByCode('320413001001')?.id ?? '')).body;
    expect((await retire(community)).error?.code).toBe('PLACE_HAS_CHILDREN');
    const { body } = await create(
      toilet({
        kind: 'compound',
        code: 'C-9',
        name: '新苑',
        geometry: box(119.53, 31.73, 119.532, 31.732),
        fields: {},
      }),
    );
    expect(placeByCode('C-9')?.name).toBe('新苑');
    expect((await retire(body, farBureau)).error?.code).toBe('FORBIDDEN');
    expect((await retire(body, bureau)).status).toBe(200);
    expect(placeByCode('C-9')).toBeNull();
  });
});

test('the public sees no numbers of people, and no history', async () => {
  const place = await made();
  const { body } = await read(place.id);
  expect(body.fields).not.toHaveProperty('phone');
  expect(body.abilities).toEqual({ edit: false, correct: false, history: false });
  expect((await historyOf(place.id, resident)).error?.code).toBe('FORBIDDEN');
  const anonymous = await app.call(placeContracts.history, { params: { id: place.id }, query: {} });
  expect(anonymous.error?.code).toBe('NOT_SIGNED_IN');
});

test('the nearest that is open comes first, by the clock of the place', async () => {
  const at: [number, number] = [119.545, 31.705];
  const spot = (lng: number) => ({
    geometry: { type: 'Point' as const, coordinates: [lng, 31.705] as [number, number] },
  });
  const shut = await made({ ...spot(119.5451), fields: { ...fields, openHours: '18:00-02:00' } });
  const broken = await made({ ...spot(119.5452), fields: { ...fields, inUse: '维修改造' } });
  const open = await made(spot(119.546));
  const unclear = await made({ ...spot(119.547), fields: { ...fields, openHours: '看心情' } });
  const query = { lng: at[0], lat: at[1], kind: 'toilet', radius: 300 };
  const all = (await app.call(placeContracts.near, { query })).body;
  expect(all.map(({ id, open: is }) => [id, is])).toEqual([
    [shut.id, false],
    [broken.id, false],
    [open.id, true],
    [unclear.id, null],
  ]);
  expect(all[2]).toMatchObject({ distanceMetres: 95 });
  expect(all[2]?.fields).not.toHaveProperty('phone');
  const now = (await app.call(placeContracts.near, { query: { ...query, open: 'true' } })).body;
  expect(now.map(({ id }) => id)).toEqual([open.id, unclear.id]);
  expect((await app.call(placeContracts.near, { query: { ...query, radius: 0 } })).status).toBe(422);
});

test('what stands in an area is counted and listed, and follows a boundary', async () => {
  await relocateObjects();
  const town = placeByCode('320413002');
  if (!town) throw new Error('no town');
  const inTown = async () =>
    (await app.call(placeContracts.list, { query: { withinId: town.id, kind: 'toilet', limit: 100 } })).body
      .items;
  const before = await inTown();
  const counts = (await app.call(placeContracts.counts, { params: { id: town.id } })).body.counts;
  expect(counts).toEqual(
    [
      { kind: 'road', count: 0 },
      { kind: 'toilet', count: before.length },
    ].filter(({ count }) => count > 0),
  );
  const border = await made({ geometry: { type: 'Point', coordinates: [119.549, 31.79] }, name: '界上公厕' });
  expect((await inTown()).map(({ id }) => id)).not.toContain(border.id);
  const west = (await read(placeByCode('320413001')?.id ?? '')).body;
  await change(west, { geometry: box(119.5, 31.7, 119.545, 31.8) });
  await change((await read(town.id)).body, { geometry: box(119.545, 31.7, 119.6, 31.8) });
  expect(await relocateObjects()).toBeGreaterThan(0);
  expect((await inTown()).map(({ id }) => id)).toContain(border.id);
  expect((await read(border.id)).body).toMatchObject({ version: 1, path: [{}, { name: '金城镇' }] });
  expect(await relocateObjects()).toBe(0);
});

test('objects are found by name, initials, code and class, a page at a time', async () => {
  const lamp = (n: number): Partial<Input> => ({
    kind: 'component',
    code: `32041301037${String(n).padStart(6, '0')}`,
    name: n === 3 ? '玉兰灯' : '路灯',
    geometry: { type: 'Point', coordinates: [119.51 + n / 1000, 31.71] },
    fields: {
      departmentCode: '11320482014139000X',
      departmentName: '城管局',
      state: '完好',
      initialOn: '2026-03-01',
    },
  });
  for (const n of [1, 2, 3, 4, 5]) await made(lamp(n));
  await made({ ...lamp(1), code: '32041301002000001', name: '污水井盖' });
  const find = async (query: QueryInputOf<typeof placeContracts.list>) =>
    (await app.call(placeContracts.list, { query })).body;
  const codes = async (query: Parameters<typeof find>[0]) =>
    (await find(query)).items.map(({ code }) => code);
  expect(await codes({ q: '玉兰' })).toEqual(['32041301037000003']);
  expect(await codes({ q: 'yld' })).toEqual(['32041301037000003']);
  expect(await codes({ q: '32041301002' })).toEqual(['32041301002000001']);
  expect(await codes({ q: '32041301037000004' })).toEqual(['32041301037000004']);
  expect(await codes({ classCode: '01037', q: '玉兰灯' })).toEqual(['32041301037000003']);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await find({ classCode: '01037', limit: 2, cursor });
    seen.push(...page.items.map(({ code }) => code));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `3204130103700000${n}`));
});
