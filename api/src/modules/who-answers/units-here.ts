import type { WhoAnswers } from '@gongzhi/shared/who-answers/schema';
import { organisationsForLine } from '../organisations/organisations.queries';
import { currentCatalogue } from '../standards/standards.queries';

/** For each group of matters the unit that usually answers for it at a place. */
export async function unitsForGroups(placeIds: readonly string[], _now: Date): Promise<WhoAnswers['units']> {
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
