import type { PlaceKind } from '../places/schema';
import type { Catalogue } from '../standards/catalogue';
import { type CaseArea, indexRows, resolve } from './resolve';
import type { Kept, ListGap, ListProblem, ManagementRow, ResponsibilityRow } from './schema';

/** What a list speaks of, as it is in the district. */
export interface ListWorld {
  catalogue: Catalogue;
  place(code: string): { name: string; kind: PlaceKind } | null;
  unit(code: string): { name: string; active: boolean } | null;
  /** Whether one place lies in another, by their codes. */
  isWithin(code: string, outerCode: string): boolean;
  /** Towns and street offices, each with the places it lies in and itself: where everything must have somebody. */
  towns: readonly { code: string; name: string; areas: readonly CaseArea[] }[];
}

const MOST_WARNINGS = 200;

export interface ListFindings {
  errors: ListProblem[];
  warnings: ListProblem[];
  gaps: ListGap[];
}

type Row = Kept<ResponsibilityRow>;

export function checkResponsibility(rows: readonly Row[], world: ListWorld): ListFindings {
  const errors = [...rows.flatMap((row) => unknownIn(row, world)), ...repeated(rows, world)];
  return { errors, warnings: crossing(rows, world), gaps: gapsOf(rows, world) };
}

/** The name of what a row is about; null when the catalogue does not know it. */
export function aboutName(catalogue: Catalogue, about: string): string | null {
  if (about === '*') return '所有事项';
  if (about.length === 2) {
    return catalogue.classes.find(({ code }) => code === about)?.name ?? null;
  }
  const [matterCode = ''] = about.split('-');
  const matter = catalogue.matters.find(({ code }) => code === matterCode);
  if (!matter || matterCode === about) return matter?.name ?? null;
  const condition = catalogue.conditions.find(({ code }) => code === about);
  return condition ? `${matter.name}·${condition.text}` : null;
}

function unknownIn(row: Row, world: ListWorld): ListProblem[] {
  const problems: ListProblem[] = [];
  const say = (field: string, message: string) => problems.push({ rowId: row.id, field, message });
  if (aboutName(world.catalogue, row.about) === null) say('about', `目录里没有 ${row.about}`);
  if (!world.place(row.areaCode)) say('areaCode', `没有编码为 ${row.areaCode} 的地点`);
  for (const code of [row.organisationCode, ...row.supportingCodes]) {
    const unit = world.unit(code);
    const field = code === row.organisationCode ? 'organisationCode' : 'supportingCodes';
    if (!unit) say(field, `没有编码为 ${code} 的单位`);
    else if (!unit.active) say(field, `${unit.name}已停用`);
  }
  if (row.supportingCodes.includes(row.organisationCode))
    say('supportingCodes', '责任单位不用再写成配合单位');
  return problems;
}

/** Two rows about the very same: said twice, or each naming another unit. */
function repeated(rows: readonly Row[], world: ListWorld): ListProblem[] {
  const first = new Map<string, Row>();
  return rows.flatMap((row) => {
    const key = `${row.about}|${row.areaCode}`;
    const before = first.get(key);
    if (!before) {
      first.set(key, row);
      return [];
    }
    const other = world.unit(before.organisationCode)?.name ?? before.organisationCode;
    const message =
      before.organisationCode === row.organisationCode
        ? '与前面一行重复'
        : `与前面一行矛盾：同一事项、同一区域已由${other}负责`;
    return [{ rowId: row.id, field: 'organisationCode', message }];
  });
}

const aboutLevel = (about: string) =>
  about === '*' ? 0 : about.length === 2 ? 1 : about.length === 5 ? 2 : 3;
const aboutHolds = (wide: string, narrow: string) =>
  aboutLevel(wide) < aboutLevel(narrow) && (wide === '*' || narrow.startsWith(wide));

/** A wider matter in a narrower area against a narrower matter in a wider area: neither goes first. */
function crossing(rows: readonly Row[], world: ListWorld): ListProblem[] {
  const warnings: ListProblem[] = [];
  const broad = rows.filter(({ about }) => aboutLevel(about) < 3);
  const byAbout = indexRows(rows);
  const abouts = [...byAbout.keys()];
  for (const row of broad) {
    for (const about of abouts.filter((each) => aboutHolds(row.about, each))) {
      const other = (byAbout.get(about) ?? []).find(
        (each) =>
          each.organisationCode !== row.organisationCode &&
          each.areaCode !== row.areaCode &&
          world.isWithin(row.areaCode, each.areaCode),
      );
      if (!other) continue;
      const what = aboutName(world.catalogue, other.about) ?? other.about;
      const where = world.place(row.areaCode)?.name ?? row.areaCode;
      const units = [other, row].map(({ organisationCode: code }) => world.unit(code)?.name ?? code);
      warnings.push({
        rowId: row.id,
        field: 'organisationCode',
        message: `${what}在${where}有两行都可能管：${units.join('、')}，由指挥中心选`,
      });
      if (warnings.length >= MOST_WARNINGS) return warnings;
    }
  }
  return warnings;
}

/** Matters nobody answers for somewhere: each town must be covered by rows for itself or for more than itself. */
export function gapsOf(rows: readonly ResponsibilityRow[], { catalogue, towns }: ListWorld): ListGap[] {
  const index = indexRows(rows);
  const conditions = new Map<string, string[]>();
  for (const { matterCode, code } of catalogue.conditions) {
    conditions.set(matterCode, [...(conditions.get(matterCode) ?? []), code]);
  }
  return catalogue.matters.flatMap(({ code, name }) => {
    const areas = towns.filter(({ areas: at }) => {
      const answers = (conditionCode: string | null) =>
        resolve(index, { matterCode: code, conditionCode, areas: at }).length > 0;
      const each = conditions.get(code) ?? [];
      return !answers(null) && (each.length === 0 || !each.every(answers));
    });
    return areas.length === 0
      ? []
      : [
          {
            matterCode: code,
            matter: name,
            areas: areas.map((town) => ({ code: town.code, name: town.name })),
          },
        ];
  });
}

export function checkManagement(
  rows: readonly Kept<ManagementRow>[],
  { catalogue }: Pick<ListWorld, 'catalogue'>,
): ListFindings {
  const known = new Set(catalogue.matters.map(({ code }) => code));
  const seen = new Set<string>();
  const errors: ListProblem[] = [];
  const warnings: ListProblem[] = [];
  for (const row of rows) {
    if (seen.has(row.code)) errors.push({ rowId: row.id, field: 'code', message: `编号 ${row.code} 重复` });
    seen.add(row.code);
    for (const code of row.matterCodes) {
      if (!known.has(code))
        errors.push({ rowId: row.id, field: 'matterCodes', message: `目录里没有事项 ${code}` });
    }
    if (row.matterCodes.length === 0) {
      warnings.push({ rowId: row.id, field: 'matterCodes', message: '没有写适用于哪些事项' });
    }
  }
  return { errors, warnings, gaps: [] };
}
