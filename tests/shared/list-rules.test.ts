import { checkManagement, checkResponsibility, type ListWorld } from '@gongzhi/shared/lists/check';
import { compareManagement, compareResponsibility } from '@gongzhi/shared/lists/compare';
import { type CaseArea, indexRows, resolve, unitsOf } from '@gongzhi/shared/lists/resolve';
import type { Kept, ManagementRow, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import { shippedCatalogue } from '@gongzhi/shared/standards/shipped-catalogue';

/*
 * Worked out by hand. The district D holds two towns T1 and T2; T1 holds the community M with the cell G; the street R
 * and the compound C lie in G.
 */
const kinds = {
  D: 'district',
  T1: 'street_office',
  T2: 'town',
  M: 'community',
  G: 'cell',
  R: 'road',
  C: 'compound',
} as const;
type Code = keyof typeof kinds;
const within: Record<string, Code[]> = {
  T1: ['D'],
  T2: ['D'],
  M: ['T1', 'D'],
  G: ['M', 'T1', 'D'],
  C: ['G', 'M', 'T1', 'D'],
};
const names: Record<string, string> = {
  D: '金坛区',
  T1: '东城街道',
  T2: '金城镇',
  M: '东门社区',
  G: '第一网格',
  R: '相府前路',
  C: '紫金园',
};
const units: Record<string, { name: string; active: boolean }> = {
  A: { name: '市政所', active: true },
  B: { name: '城建所', active: true },
  P: { name: '和畅物业', active: true },
  X: { name: '旧公司', active: false },
};
const at = (...codes: Code[]): CaseArea[] => codes.map((code) => ({ code, kind: kinds[code] }));

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

/** 06013 道路破损 with its condition 06013-1; everywhere: a point on the street in the cell of T1. */
const here = at('D', 'T1', 'M', 'G', 'R');
const cases: [string, ReturnType<typeof row>[], CaseArea[], string | null, string[]][] = [
  ['nobody is named: a gap', [], here, null, []],
  ['named for another matter only', [row('06012', 'D', 'A')], here, null, []],
  ['named for another town only', [row('06013', 'T2', 'A')], here, null, []],
  ['one row for the whole district', [row('06013', 'D', 'A')], here, null, ['A']],
  ['everything, everywhere', [row('*', 'D', 'A')], here, null, ['A']],
  ['the matter goes before its class', [row('06', 'D', 'A'), row('06013', 'D', 'B')], here, null, ['B']],
  ['the class goes before everything', [row('*', 'D', 'A'), row('06', 'D', 'B')], here, null, ['B']],
  ['the town goes before the district', [row('06013', 'D', 'A'), row('06013', 'T1', 'B')], here, null, ['B']],
  ['the cell goes before the community', [row('06013', 'M', 'A'), row('06013', 'G', 'B')], here, null, ['B']],
  [
    'the street goes before the cell it runs through',
    [row('06013', 'G', 'A'), row('06013', 'R', 'B')],
    here,
    null,
    ['B'],
  ],
  [
    'the filing condition goes before the matter, once it is known',
    [row('06013', 'D', 'A'), row('06013-1', 'D', 'B')],
    here,
    '06013-1',
    ['B'],
  ],
  ['before it is filed the condition’s row says nothing', [row('06013-1', 'D', 'B')], here, null, []],
  ['another condition says nothing either', [row('06013-2', 'D', 'B')], here, '06013-1', []],
  [
    'narrower in what against narrower in where: a choice, what first',
    [row('06', 'T1', 'B'), row('06013', 'D', 'A')],
    here,
    null,
    ['A', 'B'],
  ],
  [
    'a row that is narrower in both ends the choice',
    [row('06', 'T1', 'B'), row('06013', 'D', 'A'), row('06013', 'T1', 'P')],
    here,
    null,
    ['P'],
  ],
  [
    'the same unit in both rows is one answer',
    [row('06', 'T1', 'A'), row('06013', 'D', 'A')],
    here,
    null,
    ['A'],
  ],
  [
    'a street and a compound are as narrow as each other: a choice',
    [row('06013', 'R', 'A'), row('06013', 'C', 'P')],
    at('D', 'T1', 'M', 'G', 'R', 'C'),
    null,
    ['A', 'P'],
  ],
  [
    'outside the compound only the street’s row counts',
    [row('06013', 'R', 'A'), row('06013', 'C', 'P')],
    here,
    null,
    ['A'],
  ],
];

test.each(cases)('%s', (_, rows, areas, conditionCode, expected) => {
  const subject = { matterCode: '06013', conditionCode, areas };
  expect(unitsOf(resolve(indexRows(rows), subject))).toEqual(expected);
  // The order of the rows in the list says nothing.
  expect(unitsOf(resolve(indexRows([...rows].reverse()), subject))).toEqual(expected);
});

test('a case without a class is answered by the rows for everything only', () => {
  const rows = [row('06013', 'D', 'A'), row('*', 'D', 'B')];
  expect(unitsOf(resolve(indexRows(rows), { matterCode: null, conditionCode: null, areas: here }))).toEqual([
    'B',
  ]);
});

const world: ListWorld = {
  catalogue: shippedCatalogue(),
  place: (code) => (code in kinds ? { name: names[code] ?? '', kind: kinds[code as Code] } : null),
  unit: (code) => units[code] ?? null,
  isWithin: (code, outer) => code === outer || (within[code] ?? []).includes(outer as Code),
  towns: [
    { code: 'T1', name: '东城街道', areas: at('D', 'T1') },
    { code: 'T2', name: '金城镇', areas: at('D', 'T2') },
  ],
};
const kept = (rows: ReturnType<typeof row>[]): Kept<ResponsibilityRow>[] =>
  rows.map((each, i) => ({ ...each, id: `r${i + 1}`, rev: 1 }));
const everything = row('*', 'D', 'A');

const wrong: [string, ReturnType<typeof row>[], string[]][] = [
  ['a list that is right', [everything, row('06013', 'T1', 'B')], []],
  ['a matter nobody knows', [everything, row('06999', 'D', 'B')], ['r2 about 目录里没有 06999']],
  ['a class nobody knows', [everything, row('77', 'D', 'B')], ['r2 about 目录里没有 77']],
  ['a condition nobody knows', [everything, row('06013-99', 'D', 'B')], ['r2 about 目录里没有 06013-99']],
  ['a place nobody knows', [everything, row('06013', 'Z', 'B')], ['r2 areaCode 没有编码为 Z 的地点']],
  ['a unit nobody knows', [everything, row('06013', 'T1', 'Q')], ['r2 organisationCode 没有编码为 Q 的单位']],
  ['a unit out of service', [everything, row('06013', 'T1', 'X')], ['r2 organisationCode 旧公司已停用']],
  [
    'a supporting unit nobody knows, and one that is responsible already',
    [everything, row('06013', 'T1', 'B', { supportingCodes: ['Q', 'B'] })],
    ['r2 supportingCodes 没有编码为 Q 的单位', 'r2 supportingCodes 责任单位不用再写成配合单位'],
  ],
  ['said twice', [everything, everything], ['r2 organisationCode 与前面一行重复']],
  [
    'said twice with another unit',
    [everything, row('06013', 'T1', 'A'), row('06013', 'T1', 'B')],
    ['r3 organisationCode 与前面一行矛盾：同一事项、同一区域已由市政所负责'],
  ],
];

test.each(wrong)('the check finds %s', (_, rows, expected) => {
  const { errors } = checkResponsibility(kept(rows), world);
  expect(errors.map(({ rowId, field, message }) => `${rowId} ${field} ${message}`)).toEqual(expected);
});

test('the check warns where neither row goes before the other', () => {
  const rows = kept([everything, row('06013', 'D', 'A'), row('06', 'T1', 'B')]);
  expect(checkResponsibility(rows, world).warnings).toEqual([
    {
      rowId: 'r3',
      field: 'organisationCode',
      message: '道路破损在东城街道有两行都可能管：市政所、城建所，由指挥中心选',
    },
  ]);
});

test('the check says which matters have nobody in which towns', () => {
  const all = world.catalogue.matters.length;
  expect(checkResponsibility(kept([everything]), world).gaps).toEqual([]);
  expect(checkResponsibility([], world).gaps).toHaveLength(all);
  const oneTown = checkResponsibility(kept([row('*', 'T1', 'A'), row('06', 'D', 'A')]), world).gaps;
  expect(oneTown).toHaveLength(
    all - world.catalogue.matters.filter(({ classCode }) => classCode === '06').length,
  );
  expect(oneTown[0]?.areas).toEqual([{ code: 'T2', name: '金城镇' }]);
  // Rows for every filing condition cover the matter; a row for a part of a town does not cover the town.
  const conditions = world.catalogue.conditions.filter(({ matterCode }) => matterCode === '01001');
  const byCondition = conditions.map(({ code }) => row(code, 'D', 'A'));
  const gapped = (rows: ReturnType<typeof row>[]) =>
    checkResponsibility(kept(rows), world).gaps.find(({ matterCode }) => matterCode === '01001')?.areas
      .length ?? 0;
  expect(conditions.length).toBeGreaterThan(1);
  expect(gapped(byCondition)).toBe(0);
  expect(gapped(byCondition.slice(1))).toBe(2);
  expect(gapped([row('01001', 'M', 'A')])).toBe(2);
});

const called = {
  about: (code: string) => ({ '06013': '道路破损', '06012': '道路不洁' })[code] ?? code,
  area: (code: string) => names[code] ?? code,
  unit: (code: string) => units[code]?.name ?? code,
};
const days = (amount: number) => ({ amount, unit: 'work_days' as const });

const compared: [string, ReturnType<typeof row>[], ReturnType<typeof row>[], string[]][] = [
  ['nothing changed', [row('06013', 'T1', 'A')], [row('06013', 'T1', 'A')], []],
  [
    'another unit and another limit',
    [row('06013', 'T1', 'A', { limit: days(3) })],
    [row('06013', 'T1', 'B', { limit: days(1) })],
    ['道路破损（东城街道）由 市政所 改为 城建所，处置时限由 3 个工作日改为 1 个工作日'],
  ],
  [
    'a limit of its own for the first time',
    [row('06013', 'T1', 'A')],
    [row('06013', 'T1', 'A', { limit: { amount: 2, unit: 'urgent_hours' } })],
    ['道路破损（东城街道）处置时限由立案条件的时限改为 2 小时（昼夜连续计算）'],
  ],
  [
    'other supporting units',
    [row('06013', 'T1', 'A', { supportingCodes: ['P'] })],
    [row('06013', 'T1', 'A', { note: '汛期除外' })],
    ['道路破损（东城街道）配合单位由 和畅物业 改为 无，备注改为“汛期除外”'],
  ],
  [
    'rows come and go',
    [row('06012', 'D', 'A', { limit: days(2) })],
    [row('06013', 'D', 'B', { supportingCodes: ['P'] })],
    [
      '删去：道路不洁（金坛区）由市政所负责，处置时限 2 个工作日',
      '新增：道路破损（金坛区）由城建所负责，配合单位：和畅物业',
    ],
  ],
];

test.each(compared)('in words: %s', (_, before, after, expected) => {
  expect(compareResponsibility(before, after, called).map(({ text }) => text)).toEqual(expected);
});

const standard = (more: Partial<ManagementRow> = {}): ManagementRow => ({
  code: 'JT-1',
  title: '公厕管理标准',
  text: '四净三无两通一明',
  source: '行动方案',
  effectiveFrom: null,
  matterCodes: ['06012'],
  checklist: { name: '公厕十项', items: ['地面净', '墙壁净'] },
  ...more,
});

test('in words: the management list', () => {
  const words = (before: ManagementRow[], after: ManagementRow[]) =>
    compareManagement(before, after, called).map(({ text }) => text);
  expect(words([standard()], [standard()])).toEqual([]);
  expect(words([], [standard()])).toEqual(['新增标准 JT-1《公厕管理标准》']);
  expect(words([standard()], [])).toEqual(['删去标准 JT-1《公厕管理标准》']);
  const after = standard({
    text: '改了',
    matterCodes: ['06013'],
    checklist: { name: '公厕十项', items: ['地面净', '水通'] },
  });
  expect(words([standard()], [after])).toEqual([
    'JT-1《公厕管理标准》：正文改了；适用事项增加道路破损；适用事项减少道路不洁；检查表增加水通；检查表减少墙壁净',
  ]);
});

test('the check of the management list', () => {
  const rows = [
    standard(),
    standard({ matterCodes: ['06999'] }),
    standard({ code: 'JT-2', matterCodes: [] }),
  ];
  const found = checkManagement(
    rows.map((each, i) => ({ ...each, id: `r${i + 1}`, rev: 1 })),
    world,
  );
  expect(found.errors.map(({ rowId, message }) => `${rowId} ${message}`)).toEqual([
    'r2 编号 JT-1 重复',
    'r2 目录里没有事项 06999',
  ]);
  expect(found.warnings.map(({ rowId }) => rowId)).toEqual(['r3']);
});
