import { objectKinds } from '@gongzhi/shared/places/labels';
import { type PlaceCounts, placeKinds } from '@gongzhi/shared/places/schema';
import { AppError } from '../../http/errors';
import { PlaceModel } from './place.model';
import { allPlaces, isWithin, placeById } from './place-index';

/** How much of each kind there is below an area and stands in it. */
export async function countPlacesIn(id: string): Promise<PlaceCounts> {
  if (!placeById(id)) throw new AppError('NOT_FOUND', { detail: `no area ${id}` });
  const counts = new Map<string, number>();
  for (const place of allPlaces()) {
    if (place.id !== id && isWithin(place.id, id)) counts.set(place.kind, (counts.get(place.kind) ?? 0) + 1);
  }
  // Counted in the index {placeIds, kind, code}; those out of use are few and are taken off again.
  await Promise.all(
    objectKinds.map(async (kind) => {
      const all = await PlaceModel.countDocuments({ placeIds: id, kind });
      const retired = all > 0 ? await PlaceModel.countDocuments({ retired: true, placeIds: id, kind }) : 0;
      counts.set(kind, all - retired);
    }),
  );
  return {
    counts: placeKinds.flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count > 0 ? [{ kind, count }] : [];
    }),
  };
}
