import { unitsOf } from '@gongzhi/shared/lists/resolve';
import type { WhoAnswers } from '@gongzhi/shared/who-answers/schema';
import { versionInForce } from '../lists/lists.queries';
import { responsibilityAt } from '../lists/responsible-units';
import { findOrganisationsByCode, organisationsForLine } from '../organisations/organisations.queries';
import { currentCatalogue } from '../standards/standards.queries';

type Units = WhoAnswers['units'];

/** For each group of matters the one unit that answers for it at a place; null where it depends on the case. */
export async function unitsForGroups(placeIds: readonly string[], now: Date): Promise<Units> {
  return (await versionInForce('responsibility', now)) ? byList(placeIds, now) : byLine(placeIds);
}

async function byList(placeIds: readonly string[], now: Date): Promise<Units> {
  const [{ groups }, lookUp] = await Promise.all([currentCatalogue(), responsibilityAt(null, now)]);
  const answers = groups.map(({ code, name, matterCodes }) => {
    const named = matterCodes.map((matterCode) =>
      unitsOf(lookUp({ matterCode, conditionCode: null, placeIds }).matches),
    );
    const codes = new Set(named.flat());
    const always = named.every((units) => units.length === 1) && codes.size === 1;
    return { group: { code, name }, unitCode: always ? ([...codes][0] ?? null) : null };
  });
  const found = await findOrganisationsByCode(answers.flatMap(({ unitCode }) => unitCode ?? []));
  return answers.map(({ group, unitCode }) => {
    const unit = unitCode ? found.get(unitCode) : null;
    return { group, unit: unit ? { id: unit.id, name: unit.name } : null };
  });
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
