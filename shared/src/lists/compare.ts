import { describeLimit, type Limit } from '../standards/labels';
import type { ListChange, ManagementRow, ResponsibilityRow } from './schema';

/** How codes are called. */
export interface ListNames {
  about(code: string): string;
  area(code: string): string;
  unit(code: string): string;
}

/** Rows about the same in both versions side by side; a version may hold several about the same while it is a draft. */
function sideBySide<Row>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): { key: string; old: Row | undefined; now: Row | undefined }[] {
  const group = (rows: readonly Row[]) => {
    const groups = new Map<string, Row[]>();
    for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
    return groups;
  };
  const [was, is] = [group(before), group(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  return keys.flatMap((key) => {
    const [olds, nows] = [was.get(key) ?? [], is.get(key) ?? []];
    const most = Math.max(olds.length, nows.length);
    return Array.from({ length: most }, (_, i) => ({ key, old: olds[i], now: nows[i] }));
  });
}

function changes<Row>(
  pairs: ReturnType<typeof sideBySide<Row>>,
  words: {
    added: (row: Row) => string;
    removed: (row: Row) => string;
    changed: (old: Row, now: Row) => string;
  },
): ListChange[] {
  return pairs.flatMap(({ key, old, now }): ListChange[] => {
    if (old && now) {
      const text = words.changed(old, now);
      return text ? [{ kind: 'changed', key, text }] : [];
    }
    if (now) return [{ kind: 'added', key, text: words.added(now) }];
    return old ? [{ kind: 'removed', key, text: words.removed(old) }] : [];
  });
}

const limitWords = (limit: Limit | null) => (limit ? ` ${describeLimit(limit)}` : '立案条件的时限');

/** What one version of the responsibility list changes in another, one sentence for each row. */
export function compareResponsibility(
  before: readonly ResponsibilityRow[],
  after: readonly ResponsibilityRow[],
  names: ListNames,
): ListChange[] {
  const what = ({ about, areaCode }: ResponsibilityRow) => `${names.about(about)}（${names.area(areaCode)}）`;
  const support = (codes: readonly string[]) => (codes.length > 0 ? codes.map(names.unit).join('、') : '无');
  const whole = (row: ResponsibilityRow) =>
    [
      `${what(row)}由${names.unit(row.organisationCode)}负责`,
      row.limit ? `处置时限 ${describeLimit(row.limit)}` : '',
      row.supportingCodes.length > 0 ? `配合单位：${support(row.supportingCodes)}` : '',
    ]
      .filter(Boolean)
      .join('，');
  return changes(
    sideBySide(before, after, ({ about, areaCode }) => `${about}|${areaCode}`),
    {
      added: (row) => `新增：${whole(row)}`,
      removed: (row) => `删去：${whole(row)}`,
      changed: (old, now) => {
        const parts = [
          old.organisationCode === now.organisationCode
            ? ''
            : `由 ${names.unit(old.organisationCode)} 改为 ${names.unit(now.organisationCode)}`,
          sameLimit(old.limit, now.limit)
            ? ''
            : `处置时限由${limitWords(old.limit)}改为${limitWords(now.limit)}`,
          old.supportingCodes.join() === now.supportingCodes.join()
            ? ''
            : `配合单位由 ${support(old.supportingCodes)} 改为 ${support(now.supportingCodes)}`,
          old.note === now.note ? '' : `备注改为“${now.note}”`,
        ].filter(Boolean);
        return parts.length > 0 ? `${what(now)}${parts.join('，')}` : '';
      },
    },
  );
}

const sameLimit = (a: Limit | null, b: Limit | null) => a?.amount === b?.amount && a?.unit === b?.unit;

const without = (all: readonly string[], some: readonly string[]) =>
  all.filter((each) => !some.includes(each));

function moreAndLess(what: string, old: readonly string[], now: readonly string[]): string[] {
  const [more, less] = [without(now, old), without(old, now)];
  return [
    more.length > 0 ? `${what}增加${more.join('、')}` : '',
    less.length > 0 ? `${what}减少${less.join('、')}` : '',
  ];
}

/** What one version of the management list changes in another. */
export function compareManagement(
  before: readonly ManagementRow[],
  after: readonly ManagementRow[],
  names: Pick<ListNames, 'about'>,
): ListChange[] {
  const name = ({ code, title }: ManagementRow) => `${code}《${title}》`;
  const matters = ({ matterCodes }: ManagementRow) => matterCodes.map(names.about);
  return changes(
    sideBySide(before, after, ({ code }) => code),
    {
      added: (row) => `新增标准 ${name(row)}`,
      removed: (row) => `删去标准 ${name(row)}`,
      changed: (old, now) => {
        const parts = [
          old.title === now.title ? '' : `名称由《${old.title}》改为《${now.title}》`,
          old.text === now.text ? '' : '正文改了',
          old.source === now.source ? '' : `依据由 ${old.source} 改为 ${now.source}`,
          old.effectiveFrom === now.effectiveFrom ? '' : `生效日改为 ${now.effectiveFrom ?? '不限'}`,
          ...moreAndLess('适用事项', matters(old), matters(now)),
          ...moreAndLess('检查表', old.checklist?.items ?? [], now.checklist?.items ?? []),
          old.checklist?.name === now.checklist?.name ? '' : `检查表改名为 ${now.checklist?.name ?? '无'}`,
        ].filter(Boolean);
        return parts.length > 0 ? `${name(now)}：${parts.join('；')}` : '';
      },
    },
  );
}
