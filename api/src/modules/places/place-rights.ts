import { isObject } from '@gongzhi/shared/places/labels';
import type { Actor } from '../../http/actor';
import { scopeOrder } from '../posts/scope';
import type { PlaceRecord } from './place.model';
import { type PlaceRights, placeRights } from './place.policy';
import type { PlaceFacts } from './place-facts';

/** What somebody may do with a stored place. */
export async function rightsOver(actor: Actor | null, place: PlaceRecord): Promise<PlaceRights> {
  return rightsIn(actor, standsIn(place).map(String));
}

/** An area out of use is no longer in the index, so the one above it decides. */
function standsIn(place: PlaceRecord): readonly PlaceRecord['_id'][] {
  if (isObject(place.kind)) return place.placeIds;
  if (!place.retired) return [place._id];
  return place.parentId ? [place.parentId] : [];
}

/** What somebody may do with a place that is about to stand there. */
export async function rightsAt(actor: Actor, facts: PlaceFacts): Promise<PlaceRights> {
  const areas = isObject(facts.kind) ? facts.placeIds : [facts.parentId];
  return rightsIn(
    actor,
    areas.flatMap((id) => (id ? [String(id)] : [])),
  );
}

async function rightsIn(actor: Actor | null, areaIds: readonly string[]): Promise<PlaceRights> {
  const within = await scopeOrder((actor?.posts ?? []).map(({ scope }) => scope));
  return placeRights(actor, areaIds, within);
}
