import type { LngLat } from '@gongzhi/shared/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { Geometry, PlaceKind } from '@gongzhi/shared/places/schema';
import { contains, pointsOf } from './geometry';
import type { IndexedPlace, PlaceTree } from './place-tree';

/** What the search for a parent needs to know of a place. */
export interface Candidate {
  code: string;
  kind: PlaceKind;
  geometry: Geometry;
  centre: LngLat;
}

const isLine = ({ type }: Geometry) => type === 'LineString' || type === 'MultiLineString';

/**
 * The narrowest area a place lies in, by where it is: an area by its centre, a street by its whole length, because
 * one that leaves a community belongs to the town. Cells are for the grid workers and parents of nothing.
 */
export function parentOf(place: Candidate, tree: PlaceTree): IndexedPlace | null {
  const around = tree.at(place.centre).filter(({ code }) => code !== place.code);
  const points = isLine(place.geometry) ? pointsOf(place.geometry) : [];
  for (const kind of placeKindTable[place.kind].parents) {
    const found = around.find(
      (area) => area.kind === kind && points.every((point) => contains(area.geometry, point)),
    );
    if (found) return found;
  }
  return null;
}
