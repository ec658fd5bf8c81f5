import { unitsOf } from '@gongzhi/shared/lists/resolve';
import type { WhoAnswers } from '@gongzhi/shared/who-answers/schema';
import { versionInForce } from '../lists/lists.queries';
import { responsibilityAt } from '../lists/responsible-units';
import { findOrganisationsByCode, organisationsForLine } from '../organisations/organisations.queries';
import { currentCatalogue } from '../standards/standards.queries';

type Units = WhoAnswers['units'];

/** For each group of matters the unit that usually answers for it at a place; null where it depends on the case. */
export async function unitsForGroups(placeIds: readonly string[], now: Date): Promise<Units> {
  return (await versionInForce('responsibility', now)) ? byList(placeIds, now) : byLine(placeIds);
}

async function byList(placeIds: readonly string[], now: Date): Promise<Units> {
  const [{ groups }, lookUp] = await Promise.all([currentCatalogue(), responsibilityAt(null, now)]);
  const answers = groups.map(({ code, name, matterCodes }) => {
    const named = matterCodes.map((matterCode) =>
      unitsOf(lookUp({ matterCode, conditionCode: null, placeIds }).matches),
    );
    return { group: { code, name }, unitCode: usualUnit(named) };
  });
  const found = await findOrganisationsByCode(answers.flatMap(({ unitCode }) => unitCode ?? []));
  return answers.map(({ group, unitCode }) => {
    const unit = unitCode ? found.get(unitCode) : null;
    return { group, unit: unit ? { id: unit.id, name: unit.name } : null };
  });
}

/** The unit that alone answers for more than half of them. */
function usualUnit(named: readonly (readonly string[])[]): string | null {
  const counts = new Map<string, number>();
  for (const [only, ...others] of named) {
    if (only && others.length === 0) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count * 2 > named.length)?.[0] ?? null;
}

/** Where no list was published: by line of work. */
async function byLine(placeIds: readonly string[]): Promise<Units> {
  const { groups } = await currentCatalogue();
  return Promise.all(
    groups.map(async ({ code, name, unitKind }) => {
      const units = await organisationsForLine(unitKind, placeIds);
      const [only] = units;
      const unit = only && units.length === 1 ? { id: only.id, name: only.name } : null;
      return { group: { code, name }, unit };
    }),
  );
}
