import type { LngLat } from '@gongzhi/shared/fields';
import type { PlaceInput } from '@gongzhi/shared/issues/schema';
import { AppError } from '../../http/errors';
import { COARSE, cellOf, FINE, POINT } from '../../platform/h3-cells';
import { addressOf } from '../places/address';
import { isInDistrict, placeById, placeIdsAt, placeIdsOf } from '../places/place-index';
import type { IssueRecord } from './issue.model';
import { toId } from './object-id';

export type Located = Pick<
  IssueRecord,
  'point' | 'pointOrigin' | 'address' | 'placeIds' | 'cellFine' | 'cellCoarse' | 'cellPoint'
>;

/** Everything a case stores about where it is. */
export function locate(place: PlaceInput): Located {
  if ('point' in place) return locatePoint(place);
  const community = placeById(place.communityId);
  if (community?.kind !== 'community' && community?.kind !== 'village') {
    throw new AppError('VALIDATION_FAILED', { fields: { 'place.communityId': '请选一个社区或村' } });
  }
  return {
    point: null,
    pointOrigin: null,
    address: `${community.name} ${place.address}`,
    placeIds: placeIdsOf(community.id).map(toId),
    cellFine: null,
    cellCoarse: null,
    cellPoint: null,
  };
}

function locatePoint({ point, origin, address }: Extract<PlaceInput, { point: LngLat }>): Located {
  if (!isInDistrict(point)) throw new AppError('OUT_OF_DISTRICT', { detail: point.join(',') });
  return {
    point: { type: 'Point', coordinates: point },
    pointOrigin: origin,
    address: address || addressOf(point),
    placeIds: placeIdsAt(point).map(toId),
    cellFine: cellOf(point, FINE),
    cellCoarse: cellOf(point, COARSE),
    cellPoint: cellOf(point, POINT),
  };
}

/** The place as put right by the desk; nothing when it only confirms the reported one. */
export function placeChange(place: PlaceInput | undefined): Partial<Located> {
  return place ? locate(place) : {};
}
