import { aboutName } from '@gongzhi/shared/lists/check';
import { indexRows, type ListIndex, type Match, resolve, unitsOf } from '@gongzhi/shared/lists/resolve';
import type { Kept, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import type { Limit } from '@gongzhi/shared/standards/labels';
import { findOrganisationsByCode, type Organisation } from '../organisations/organisations.queries';
import { placeByCode, placeById } from '../places/place-index';
import type { ListVersionRecord } from './list-version.model';
import { publishedVersion, rowsOf, versionInForce } from './lists.queries';

type Row = Kept<ResponsibilityRow>;

/** A published version never changes, so what was made of it is kept; by id, because a test begins anew. */
const indexes = new Map<string, ListIndex<Row>>();
const MOST_KEPT = 20;

function indexOf(record: ListVersionRecord): ListIndex<Row> {
  const id = String(record._id);
  const known = indexes.get(id);
  if (known) return known;
  const made = indexRows(rowsOf('responsibility', record));
  if (indexes.size >= MOST_KEPT) indexes.clear();
  indexes.set(id, made);
  return made;
}

/** What is looked up for a case, or for a point. */
export interface Wanted {
  matterCode: string | null;
  conditionCode: string | null;
  placeIds: readonly string[];
  /** The version a case keeps; null for the one in force. */
  version?: number | null;
}

export interface Responsible {
  /** Number of the list that was asked; null when the district has none. */
  version: number | null;
  /** The units named, narrowest first; those out of service are left out. */
  units: Organisation[];
  supporting: Organisation[];
  matches: Match<Row>[];
}

/** Who answers by the responsibility list. */
export async function responsibleFor(wanted: Wanted, now: Date): Promise<Responsible> {
  const lookUp = await responsibilityAt(wanted.version ?? null, now);
  const { version, matches } = lookUp(wanted);
  const codes = unitsOf(matches);
  const supportingCodes = matches.flatMap(({ row }) => row.supportingCodes);
  const found = await findOrganisationsByCode([...codes, ...supportingCodes]);
  const inService = (each: readonly string[]) =>
    [...new Set(each)].flatMap((code) => {
      const unit = found.get(code);
      return unit?.active ? [unit] : [];
    });
  return { version, matches, units: inService(codes), supporting: inService(supportingCodes) };
}

/** The list as a question that can be asked many times without another read. */
export async function responsibilityAt(
  version: number | null,
  now: Date,
): Promise<(wanted: Wanted) => { version: number | null; matches: Match<Row>[] }> {
  const record =
    version === null
      ? await versionInForce('responsibility', now)
      : await publishedVersion('responsibility', version);
  if (!record) return () => ({ version: null, matches: [] });
  const index = indexOf(record);
  return ({ matterCode, conditionCode, placeIds }) => ({
    version: record.version,
    matches: resolve(index, {
      matterCode,
      conditionCode,
      areas: placeIds.flatMap((id) => placeById(id) ?? []),
    }),
  });
}

/** The limit the list sets for a unit that it names for the case; null for that of the filing condition. */
export function limitFor({ matches }: Pick<Responsible, 'matches'>, unitCode: string): Limit | null {
  return matches.find(({ row }) => row.organisationCode === unitCode)?.row.limit ?? null;
}

/** 「道路破损（东城街道）」 */
export function rowWords({ about, areaCode }: ResponsibilityRow, catalogue: Catalogue): string {
  return `${aboutName(catalogue, about) ?? about}（${placeByCode(areaCode)?.name ?? areaCode}）`;
}
