import type { LngLat } from '@gongzhi/shared/fields';
import type { PlaceInput } from '@gongzhi/shared/issues/schema';
import { latLngToCell } from 'h3-js';
import { AppError } from '../../http/errors';
import { addressOf } from '../places/address';
import { isInDistrict, placeById, placeIdsAt, placeIdsOf } from '../places/place-index';
import type { IssueRecord } from './issue.model';
import { toId } from './object-id';

/** H3 resolutions: fine cells are about 350 m across, coarse ones about 2.5 km. */
export const FINE = 9;
export const COARSE = 7;

export type Located = Pick<
  IssueRecord,
  'point' | 'pointOrigin' | 'address' | 'placeIds' | 'cellFine' | 'cellCoarse'
>;

export function cellOf([lng, lat]: LngLat, resolution: number): string {
  return latLngToCell(lat, lng, resolution);
}

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
  };
}

/** The place as put right by the desk; nothing when it only confirms the reported one. */
export function placeChange(place: PlaceInput | undefined): Partial<Located> {
  return place ? locate(place) : {};
}
