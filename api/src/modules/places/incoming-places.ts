import { areaKinds } from '@gongzhi/shared/places/labels';
import { PlaceModel, type PlaceRecord } from './place.model';
import { placesChanged } from './place-index';

// What is new in an import comes in as out of use, without a retirement: every list leaves it out until all of it is
// there.

/** New in an import that is still writing, or was broken off. */
export const isIncoming = ({ retired, retirement }: Pick<PlaceRecord, 'retired' | 'retirement'>): boolean =>
  retired === true && !retirement;

/** For what is asked by id or code. */
export const notIncoming = { $nor: [{ retired: true as const, retirement: null }] };

/** Shows everything an import has brought, at the end of it; may be done again. */
export async function showIncoming(importId: string): Promise<void> {
  await PlaceModel.updateMany({ importId, retired: true, retirement: null }, { $unset: { retired: '' } });
  if (await PlaceModel.exists({ kind: { $in: areaKinds }, importId })) await placesChanged();
}
