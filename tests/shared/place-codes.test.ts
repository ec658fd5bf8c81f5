import { codeProblem, componentCode, parseCellCode, parseComponentCode } from '@gongzhi/shared/places/codes';
import { fieldsSchema, readFieldText } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { areaKinds, objectKinds } from '@gongzhi/shared/places/labels';
import { isOpenAt } from '@gongzhi/shared/places/opening';
import { placeKinds } from '@gongzhi/shared/places/schema';
import { shippedCatalogue } from '@gongzhi/shared/standards/shipped-catalogue';

const componentClasses = new Set(shippedCatalogue().components.map(({ code }) => code));
const around = { district: '320413', parent: '320413001001', componentClasses };

describe('codes', () => {
  it('takes a cell apart: 6 + 3 + 3 + 3', () => {
    expect(parseCellCode('320413001002003')).toEqual({
      district: '320413',
      town: '001',
      community: '002',
      cell: '003',
    });
    expect(parseCellCode('32041300100200')).toBeNull();
  });

  it('takes a component apart: 6 + 5 + 6, and puts it together', () => {
    expect(parseComponentCode('32041301037000012')).toEqual({
      district: '320413',
      classCode: '01037',
      serial: '000012',
    });
    expect(componentCode('320413', '01037', 12)).toBe('32041301037000012');
  });

  it.each<[Parameters<typeof codeProblem>[0], string, string | null]>([
    ['cell', '320413001001001', null],
    ['cell', '320499001001001', '网格编码的前 6 位要是 320413'],
    ['cell', '320413001002001', '网格编码的前 12 位要与所在社区（村）的编码 320413001001 相同'],
    ['cell', '3204130010010', '网格编码是 15 位数字'],
    ['component', '32041301037000012', null],
    // There is no 01-016 among the 153.
    ['component', '32041301016000012', '部件类别 01016 不在目录里'],
    // A matter that is no component.
    ['component', '32041306010000012', '部件类别 06010 不在目录里'],
    ['component', '32040001037000012', '部件标识码的前 6 位要是 320413'],
    ['component', '32041301037000000', '部件的流水号从 000001 开始'],
    ['component', '3204130103700001', '部件标识码是 17 位数字'],
    ['shop', 'ANY-1', null],
  ])('%s %s: %s', (kind, code, problem) => {
    expect(codeProblem(kind, code, around)).toBe(problem);
  });

  it('every one of the 153 classes makes a code that is right', () => {
    expect(componentClasses.size).toBe(153);
    for (const classCode of componentClasses) {
      expect(codeProblem('component', componentCode('320413', classCode, 1), around)).toBeNull();
    }
  });
});

describe('the table of kinds', () => {
  it('is whole: every kind is an area or an object, and a parent is always less deep', () => {
    expect([...areaKinds, ...objectKinds].sort()).toEqual([...placeKinds].sort());
    for (const kind of placeKinds) {
      const { depth, parents } = placeKindTable[kind];
      for (const parent of parents) expect(placeKindTable[parent].depth).toBeLessThan(depth);
      expect(parents.every((parent) => areaKinds.includes(parent))).toBe(true);
    }
  });

  it.each(placeKinds.map((kind) => [kind]))('%s: fields are named once and the example is right', (kind) => {
    const { fields } = placeKindTable[kind];
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
    const example = Object.fromEntries(
      fields.flatMap((field) => {
        const value = readFieldText(field, field.example);
        return value === undefined ? [] : [[field.key, value]];
      }),
    );
    expect(fieldsSchema(fields).safeParse(example).error?.issues ?? []).toEqual([]);
  });

  it('a component carries the fields of the standard', () => {
    expect(placeKindTable.component.fields.map(({ label }) => label)).toEqual([
      '主管部门代码',
      '主管部门名称',
      '权属单位代码',
      '权属单位名称',
      '养护单位代码',
      '养护单位名称',
      '状态',
      '初始日期',
      '变更日期',
      '数据来源',
      '备注',
    ]);
  });
});

const fieldOf = (kind: (typeof placeKinds)[number], key: string) => {
  const field = placeKindTable[kind].fields.find((each) => each.key === key);
  if (!field) throw new Error(`${kind} has no ${key}`);
  return field;
};

it.each<[string, string, string, unknown]>([
  ['toilet', 'stars', '3', 3],
  ['toilet', 'stars', '三', '三'],
  ['toilet', 'accessible', '有', true],
  ['toilet', 'accessible', '否', false],
  ['toilet', 'accessible', '也许', '也许'],
  ['vendor_point', 'phaseOutOn', '20271231', '2027-12-31'],
  ['vendor_point', 'phaseOutOn', '2027/1/5', '2027-01-05'],
  ['vendor_point', 'phaseOutOn', '2027年1月5日', '2027-01-05'],
  ['vendor_point', 'phaseOutOn', '明年', '明年'],
  ['toilet', 'openHours', '  ', undefined],
])('a cell of %s %s 「%s」 is read as %p', (kind, key, text, value) => {
  expect(readFieldText(fieldOf(kind as 'toilet', key), text)).toEqual(value);
});

it.each<[string, string, unknown, boolean]>([
  ['toilet', 'stars', 5, true],
  ['toilet', 'stars', 6, false],
  ['toilet', 'stars', 2.5, false],
  ['vendor_point', 'phaseOutOn', '2027-02-29', false],
  ['vendor_point', 'phaseOutOn', '2028-02-29', true],
  ['component', 'departmentCode', '11320482014139000X', true],
  ['component', 'departmentCode', '1132048201413900', false],
  ['component', 'state', '完好', true],
  ['component', 'state', '好', false],
])('%s %s %p is right: %p', (kind, key, value, right) => {
  const schema = fieldsSchema([{ ...fieldOf(kind as 'toilet', key) }]);
  expect(schema.safeParse({ [key]: value }).success).toBe(right);
});

it.each<[string, string, boolean | null]>([
  ['05:30-22:00', '05:29', false],
  ['05:30-22:00', '05:30', true],
  ['05:30-22:00', '22:00', false],
  ['05:30-09:00,16:00-22:00', '12:00', false],
  ['05:30-09:00，16:00-22:00', '16:30', true],
  ['18:00-02:00', '01:00', true],
  ['18:00-02:00', '03:00', false],
  ['全天', '03:00', true],
  ['看心情', '03:00', null],
])('open %s at %s: %p', (hours, at, open) => {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  expect(isOpenAt(hours, hour * 60 + minute)).toBe(open);
});
