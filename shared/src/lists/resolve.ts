import type { PlaceKind } from '../places/schema';
import type { ResponsibilityRow } from './schema';

/** A place a case belongs to. */
export interface CaseArea {
  code: string;
  kind: PlaceKind;
}

/** What the list is asked about. */
export interface Subject {
  matterCode: string | null;
  conditionCode: string | null;
  areas: readonly CaseArea[];
}

export interface Match<Row extends ResponsibilityRow = ResponsibilityRow> {
  row: Row;
  /** 3 filing condition, 2 matter, 1 class, 0 everything. */
  aboutRank: number;
  areaRank: number;
}

/** Rows by what they are about, so that a case looks at a few of them only. */
export type ListIndex<Row extends ResponsibilityRow = ResponsibilityRow> = ReadonlyMap<
  string,
  readonly Row[]
>;

export function indexRows<Row extends ResponsibilityRow>(rows: readonly Row[]): ListIndex<Row> {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const known = index.get(row.about);
    if (known) known.push(row);
    else index.set(row.about, [row]);
  }
  return index;
}

const wide: Partial<Record<PlaceKind, number>> = {
  district: 0,
  street_office: 1,
  town: 1,
  community: 2,
  village: 2,
  cell: 3,
};
/** Streets, compounds and all that is named on its own: narrower than any area, none narrower than another. */
const NAMED = 4;
const inside: Partial<Record<PlaceKind, number>> = { building: 5, shop: 6, toilet: 6 };

/** How narrow a place is: the larger, the narrower. */
export const areaRank = (kind: PlaceKind): number => wide[kind] ?? inside[kind] ?? NAMED;

/** What a case can be looked up under, narrowest first. */
function keysOf({ matterCode, conditionCode }: Subject): { about: string; rank: number }[] {
  return [
    ...(conditionCode ? [{ about: conditionCode, rank: 3 }] : []),
    ...(matterCode
      ? [
          { about: matterCode, rank: 2 },
          { about: matterCode.slice(0, 2), rank: 1 },
        ]
      : []),
    { about: '*', rank: 0 },
  ];
}

const beats = (a: Match, b: Match) =>
  a.aboutRank >= b.aboutRank &&
  a.areaRank >= b.areaRank &&
  (a.aboutRank > b.aboutRank || a.areaRank > b.areaRank);

/**
 * The rows that answer for a case. A row gives way to one that is at least as narrow in both what and where, and
 * narrower in one. What remains is ordered by what, then where, then code: one unit among them is the answer, several
 * are a choice for the desk (a narrower matter in a wider area says nothing against a wider matter in a narrower
 * area), none is a gap.
 */
export function resolve<Row extends ResponsibilityRow>(
  index: ListIndex<Row>,
  subject: Subject,
): Match<Row>[] {
  const ranks = new Map(subject.areas.map(({ code, kind }) => [code, areaRank(kind)]));
  const found = keysOf(subject).flatMap(({ about, rank }) =>
    (index.get(about) ?? []).flatMap((row): Match<Row>[] => {
      const narrow = ranks.get(row.areaCode);
      return narrow === undefined ? [] : [{ row, aboutRank: rank, areaRank: narrow }];
    }),
  );
  return found
    .filter((match) => !found.some((other) => beats(other, match)))
    .sort(
      (a, b) =>
        b.aboutRank - a.aboutRank ||
        b.areaRank - a.areaRank ||
        (a.row.organisationCode < b.row.organisationCode ? -1 : 1),
    );
}

/** The units of some matches, each once, in their order. */
export function unitsOf(matches: readonly Match[]): string[] {
  return [...new Set(matches.map(({ row }) => row.organisationCode))];
}
