import type { PlaceFeature } from '@gongzhi/shared/places/schema';
import { AppError } from '../../http/errors';
import { refreshPlaceIndex } from './place-index';
import { type PlannedPlace, planPlaces } from './plan-places';

/** `properties.fields.stars` of an import is `fields.stars` of a form. */
const inForm = (field: string) => field.replace(/^properties\./, '');

/**
 * One place checked as an import checks its rows, the same rules for both; what is wrong comes back field by field.
 * Null when it is as it was.
 */
export async function checkPlace(feature: PlaceFeature): Promise<PlannedPlace | null> {
  await refreshPlaceIndex();
  const { errors, created, updated } = await planPlaces([{ row: 1, value: feature }]);
  if (errors.length > 0) {
    const fields = Object.fromEntries(errors.map(({ field, message }) => [inForm(field), message]));
    throw new AppError('VALIDATION_FAILED', { fields });
  }
  return created[0] ?? updated[0] ?? null;
}
