import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry, PlaceKind } from '@gongzhi/shared/places/schema';
import { contains, pointsOf } from './geometry';

/** What the search for a parent needs to know of a place. */
export interface Candidate {
  code: string;
  kind: PlaceKind;
  geometry: Geometry;
  centre: LngLat;
}

/** How deep each kind lies; a parent is always less deep, so that no circle can come about. */
export const depthOf: Record<PlaceKind, number> = {
  district: 0,
  street_office: 1,
  town: 1,
  community: 2,
  village: 2,
  cell: 3,
  road: 3,
  alley: 3,
  compound: 3,
  building: 4,
  shop: 5,
  toilet: 5,
};

/** Kinds a parent is looked for among, deepest first. Cells are for the grid workers and parents of nothing. */
const parentKinds: Record<PlaceKind, readonly PlaceKind[]> = {
  district: [],
  street_office: ['district'],
  town: ['district'],
  community: ['street_office', 'town', 'district'],
  village: ['town', 'street_office', 'district'],
  cell: ['community', 'village'],
  road: ['community', 'village', 'street_office', 'town', 'district'],
  alley: ['community', 'village', 'street_office', 'town', 'district'],
  compound: ['community', 'village', 'street_office', 'town', 'district'],
  building: ['compound', 'community', 'village', 'street_office', 'town', 'district'],
  shop: ['community', 'village', 'street_office', 'town', 'district'],
  toilet: ['community', 'village', 'street_office', 'town', 'district'],
};

const isLine = ({ type }: Geometry) => type === 'LineString' || type === 'MultiLineString';

/**
 * The narrowest area a place lies in, by where it is: an area by its centre, a street by its whole length, because
 * one that leaves a community belongs to the town.
 */
export function parentOf<T extends Candidate>(place: Candidate, areas: readonly T[]): T | null {
  const points = isLine(place.geometry) ? pointsOf(place.geometry) : [place.centre];
  for (const kind of parentKinds[place.kind]) {
    const found = areas.find(
      (area) =>
        area.kind === kind &&
        area.code !== place.code &&
        points.every((point) => contains(area.geometry, point)),
    );
    if (found) return found;
  }
  return null;
}
