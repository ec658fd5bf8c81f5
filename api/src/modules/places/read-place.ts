import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { organisationNamesByCode } from '../organisations/organisations.queries';
import { organisationCodes } from './check-features';
import { isIncoming } from './incoming-places';
import { PlaceModel, type PlaceRecord } from './place.model';
import { placeDetailView } from './place.view';
import { rightsOver } from './place-rights';

/** A stored place by its id. */
export async function loadPlace(id: string): Promise<PlaceRecord> {
  const place = await PlaceModel.findById(id).lean<PlaceRecord>();
  if (!place || isIncoming(place)) throw new AppError('NOT_FOUND', { detail: `no place ${id}` });
  return place;
}

export async function readPlace(actor: Actor | null, id: string): Promise<PlaceDetail> {
  return present(actor, await loadPlace(id));
}

/** A place as its reader may see it. */
export async function present(actor: Actor | null, place: PlaceRecord): Promise<PlaceDetail> {
  const codes = organisationCodes(place.kind, place.fields ?? {}).map(({ code }) => code);
  return placeDetailView(place, {
    rights: await rightsOver(actor, place),
    staff: (actor?.posts.length ?? 0) > 0,
    organisationNames: await organisationNamesByCode(codes),
  });
}
