import {
  type Catalogue,
  catalogueSchema,
  conditionByCode,
  conditionsOf,
  groupOf,
  matterOf,
} from '@gongzhi/shared/standards/catalogue';
import { describeLimit, unitKindLabels, unitKinds } from '@gongzhi/shared/standards/labels';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { shippedCatalogue } from '@gongzhi/shared/standards/shipped-catalogue';

const catalogue = shippedCatalogue();
const countBy = (entries: { classCode: string }[]) =>
  entries.reduce<Record<string, number>>((sum, { classCode }) => {
    sum[classCode] = (sum[classCode] ?? 0) + 1;
    return sum;
  }, {});
const codesIn = (search: string) => searchMatters(catalogue, search).map((matter) => matter.code);

describe('the classification of GB/T 47678.5-2026', () => {
  it('has 153 components: 76, 44, 16, 14, 3', () => {
    expect(countBy(catalogue.components)).toEqual({ '01': 76, '02': 44, '03': 16, '04': 14, '05': 3 });
    expect(catalogue.components).toHaveLength(153);
  });

  it('has 250 matters: one for each component and 51, 7, 16, 21, 2 named ones', () => {
    const named = catalogue.matters.filter((matter) => !matter.component);
    expect(countBy(named)).toEqual({ '06': 51, '07': 7, '08': 16, '09': 21, '10': 2 });
    expect(catalogue.matters).toHaveLength(250);
    const about = catalogue.matters.filter((matter) => matter.component);
    expect(about.map(({ code, name }) => [code, name])).toEqual(
      catalogue.components.map(({ code, name }) => [code, `${name}异常`]),
    );
  });

  it.each(['01016', '06031', '07005', '09007'])(
    'leaves out number %s, which the standard does not use',
    (code) => {
      expect(matterOf(catalogue, code)).toBeNull();
      expect(catalogue.components.some((component) => component.code === code)).toBe(false);
    },
  );

  it.each([
    ['01001', '供水井盖异常', '01'],
    ['01077', '综合杆异常', '01'],
    ['02044', '公路隧道异常', '02'],
    ['05009', '文物古迹异常', '05'],
    ['06010', '暴露垃圾', '06'],
    ['07008', '公益性宣传品缺损', '07'],
    ['08016', '无证建设', '08'],
    ['09022', '占道促销宣传', '09'],
    ['10002', '架空线缆脱落', '10'],
  ])('knows %s as %s', (code, name, classCode) => {
    expect(matterOf(catalogue, code)).toMatchObject({ name, classCode });
  });

  it.each([
    ['06010', '01-10', false],
    ['08011', '03-11', false],
    ['09005', '04-05', false],
    ['07001', '02-01', true],
    ['10002', '05-02', true],
  ])('gives %s the old code %s, and says whether it was only derived', (code, legacyCode, legacyDerived) => {
    expect(matterOf(catalogue, code)).toMatchObject({ legacyCode, legacyDerived });
  });

  it('gives no old code where no rule is known: components and what is wrong with them', () => {
    const without = [...catalogue.components, ...catalogue.matters.filter((matter) => matter.component)];
    expect(without.filter((entry) => entry.legacyCode)).toEqual([]);
  });
});

describe('groups for residents', () => {
  it('hold every matter exactly once', () => {
    const grouped = catalogue.groups.flatMap((group) => group.matterCodes);
    expect(grouped).toHaveLength(250);
    expect(new Set(grouped)).toEqual(new Set(catalogue.matters.map((matter) => matter.code)));
    expect(catalogue.groups.length).toBeGreaterThanOrEqual(12);
    expect(catalogue.groups.length).toBeLessThanOrEqual(16);
  });

  it.each([
    ['06010', 'garbage'],
    ['06013', 'road'],
    ['01002', 'manhole'],
    ['01037', 'lighting_power'],
    ['09001', 'street_trading'],
    ['09009', 'parking'],
    ['07001', 'advertising'],
    ['08004', 'construction'],
    ['06028', 'noise_fumes'],
    ['04002', 'greening'],
    ['06025', 'water'],
    ['03001', 'sanitation'],
    ['06001', 'building'],
    ['02014', 'traffic'],
    ['01046', 'facilities'],
  ])('put %s under %s', (code, group) => {
    expect(groupOf(catalogue, code)?.code).toBe(group);
  });
});

describe('filing conditions', () => {
  it('are there for at least the 40 most common matters', () => {
    expect(
      new Set(catalogue.conditions.map((condition) => condition.matterCode)).size,
    ).toBeGreaterThanOrEqual(40);
  });

  // From the published table of one city, as collected in the project's notes.
  it.each([
    ['01002-1', 2, 'urgent_hours'],
    ['01002-2', 4, 'work_hours'],
    ['01002-3', 2, 'work_days'],
    ['01002-4', 5, 'work_days'],
    ['01049-1', 1, 'urgent_hours'],
    ['06001-1', 2, 'urgent_days'],
    ['06001-2', 15, 'work_days'],
    ['06010-1', 4, 'work_hours'],
    ['06011-1', 5, 'work_days'],
    ['06012-1', 2, 'work_hours'],
    ['07001-1', 1, 'work_days'],
    ['08004-1', 2, 'work_hours'],
    ['09001-1', 2, 'urgent_hours'],
    ['09005-1', 2, 'urgent_hours'],
    ['09006-1', 2, 'urgent_hours'],
    ['09012-1', 2, 'work_hours'],
  ])('%s is %d %s, from a public source', (code, amount, unit) => {
    expect(conditionByCode(catalogue, code)).toMatchObject({ limit: { amount, unit }, source: '公开案例' });
  });

  it('that come from no source say so', () => {
    const sources = new Set(catalogue.conditions.map((condition) => condition.source));
    expect(sources).toEqual(new Set(['公开案例', '示例']));
    expect(catalogue.defaultCondition.source).toBe('示例');
    expect(catalogue.stepLimits.source).toBe('示例');
  });

  it('fall back to five working days, handled by the kind of unit of the group', () => {
    expect(conditionsOf(catalogue, '04006')).toEqual([
      {
        code: '04006-0',
        matterCode: '04006',
        text: '一般问题',
        limit: { amount: 5, unit: 'work_days' },
        closingStandard: '问题已解决，现场恢复正常',
        unitKind: 'greening',
        source: '示例',
      },
    ]);
    expect(conditionByCode(catalogue, '04006-0')?.matterCode).toBe('04006');
  });

  it.each(['06010-0', '06010-99', '99999-0', '06010', ''])('are not invented: %p', (code) => {
    expect(conditionByCode(catalogue, code)).toBeNull();
  });

  it('name no condition for a matter that is not in the catalogue', () => {
    expect(conditionsOf(catalogue, '99999')).toEqual([]);
  });
});

describe('a catalogue somebody brings', () => {
  const changed = (change: (copy: Catalogue) => void) => {
    const copy = structuredClone(catalogue);
    change(copy);
    const result = catalogueSchema.safeParse(copy);
    return result.success ? [] : result.error.issues.map((issue) => issue.message);
  };
  const first = <T>(list: T[]) => list[0] as T;

  it('is taken as it is when it is in order', () => {
    expect(changed(() => {})).toEqual([]);
  });

  it.each<[string, (copy: Catalogue) => void, string]>([
    ['a matter twice', (c) => c.matters.push(first(c.matters)), '事项 01001 重复'],
    ['a component twice', (c) => c.components.push(first(c.components)), '部件 01001 重复'],
    ['a condition twice', (c) => c.conditions.push(first(c.conditions)), '立案条件 01001-1 重复'],
    ['a group twice', (c) => c.groups.push(first(c.groups)), '分组 garbage 重复'],
    [
      'a matter in another class',
      (c) => Object.assign(first(c.matters), { classCode: '02' }),
      '01001 不属于大类 02',
    ],
    ['a class that is missing', (c) => c.classes.pop(), '10001 的大类 10 不在目录里'],
    ['a component that is missing', (c) => c.components.pop(), '事项 05009 没有对应的部件'],
    [
      'a condition for nothing',
      (c) => Object.assign(first(c.conditions), { code: '88888-1', matterCode: '88888' }),
      '立案条件 88888-1 的事项不在目录里',
    ],
    [
      'a condition under the code of another matter',
      (c) => Object.assign(first(c.conditions), { code: '01002-9' }),
      '立案条件 01002-9 的代码与事项 01001 不符',
    ],
    [
      'a condition in the place of the default',
      (c) => Object.assign(first(c.conditions), { code: '01001-0' }),
      '立案条件 01001-0：序号 0 留给默认条件',
    ],
    ['a matter in no group', (c) => first(c.groups).matterCodes.pop(), '事项 06042 不在任何分组里'],
    ['a matter in two groups', (c) => first(c.groups).matterCodes.push('08001'), '事项 08001 在多个分组里'],
    [
      'a group with what is not there',
      (c) => first(c.groups).matterCodes.push('88888'),
      '分组里的事项 88888 不在目录里',
    ],
  ])('is refused for %s', (_, change, message) => {
    expect(changed(change)).toContain(message);
  });

  it('is refused for a limit of nothing', () => {
    expect(changed((c) => Object.assign(first(c.conditions).limit, { amount: 0 }))).not.toEqual([]);
  });
});

describe('search', () => {
  it.each([
    ['a code', '06010', '06010'],
    ['the beginning of a code', '0801', '08010'],
    ['an old code', '03-11', '08011'],
    ['the name', '暴露垃圾', '06010'],
    ['the object without 异常', '路灯', '01037'],
    ['plain words', '垃圾没人收', '06010'],
    ['plain words', '僵尸车', '06034'],
    ['a whole sentence', '路灯坏了一周了没人管', '01037'],
    ['a whole sentence', '马路上有个大坑', '06013'],
    ['pinyin initials', 'bllj', '06010'],
    ['pinyin initials of plain words', 'jsc', '06034'],
    ['capitals', 'BLLJ', '06010'],
    ['full-width letters', 'ｂｌｌｊ', '06010'],
    ['full-width digits', '０６０１０', '06010'],
    ['spaces inside a word', ' 暴 露　垃圾 ', '06010'],
    ['half-width brackets', '道路遗撒(洒)', '06014'],
    ['mixed case', 'ktv吵', '06028'],
  ])('finds first by %s: %s → %s', (_, query, code) => {
    expect(codesIn(query)[0]).toBe(code);
  });

  it('puts first what fits every word when there are several', () => {
    expect(codesIn('井盖 响')[0]).toBe('01002');
    expect(codesIn('井盖 响')).not.toContain('01005');
    expect(codesIn('广告 违规')[0]).toBe('07003');
  });

  it('puts the longer mention in a sentence first', () => {
    expect(codesIn('门口的路灯配电箱门开着')[0]).toBe('01060');
  });

  it('puts those with filing conditions first among equals, then named problems', () => {
    const works = codesIn('施工');
    expect(works.indexOf('08007')).toBeLessThan(works.indexOf('08005'));
    expect(codesIn('公示牌')).toEqual(['08015', '01065']);
  });

  it('offers what each word names when nothing fits them all', () => {
    expect(codesIn('井盖 烧烤').sort()).toEqual(['01023', '06029']);
  });

  it('ranks the object itself over a longer name that begins with it', () => {
    const lamp = codesIn('路灯');
    expect(lamp.indexOf('01037')).toBe(0);
    expect(lamp).toContain('01006');
  });

  it.each(['', '   ', '紫色大象', 'zzzzz', '99999'])('finds nothing for %p', (query) => {
    expect(codesIn(query)).toEqual([]);
  });

  it('returns no more than asked for', () => {
    expect(searchMatters(catalogue, '0', 7)).toHaveLength(7);
  });

  it('finds every matter by its code, its name and its initials', () => {
    for (const { code, name, initials } of catalogue.matters) {
      expect(codesIn(code)).toEqual([code]);
      expect(codesIn(name)).toContain(code);
      const byInitials = searchMatters(catalogue, initials[0] ?? '', 250);
      expect(byInitials.map((matter) => matter.code)).toContain(code);
    }
  });
});

describe('labels', () => {
  it.each([
    [2, 'work_hours', '2 个工作时'],
    [5, 'work_days', '5 个工作日'],
    [2, 'urgent_hours', '2 小时（昼夜连续计算）'],
    [2, 'urgent_days', '2 天（昼夜连续计算）'],
  ] as const)('says %d %s as %s', (amount, unit, words) => {
    expect(describeLimit({ amount, unit })).toBe(words);
  });

  it('have a Chinese name for every kind of unit, and no two alike', () => {
    const names = unitKinds.map((kind) => unitKindLabels[kind]);
    expect(new Set(names).size).toBe(unitKinds.length);
  });
});
