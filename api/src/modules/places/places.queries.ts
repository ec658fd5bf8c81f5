import type { LngLat } from '@gongzhi/shared/fields';
import {
  type BaseMap,
  type PlaceKind,
  type PlacesAtPoint,
  type PlaceView,
  placeKinds,
} from '@gongzhi/shared/places/schema';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { addressOf } from './address';
import { boundsOf } from './geometry';
import { placeView } from './place.view';
import {
  allPlaces,
  brief,
  childrenOf,
  district,
  type IndexedPlace,
  isInDistrict,
  nearestPlaces,
  placesAt,
} from './place-index';
import { simplify } from './simplify';

interface PlaceSearch {
  q?: string;
  kind?: readonly PlaceKind[];
  parentId?: string;
  cursor?: string;
  limit: number;
}

/** 0 is the name itself; the larger the number the weaker the match; null is none. */
function rank(place: IndexedPlace, wanted: string): number | null {
  const name = place.name.toLowerCase();
  if (name === wanted || place.code === wanted) return 0;
  if (name.startsWith(wanted) || place.initials === wanted) return 1;
  if (name.includes(wanted)) return 2;
  if (place.initials.startsWith(wanted) || place.code.startsWith(wanted)) return 3;
  return place.initials.includes(wanted) && wanted.length > 1 ? 4 : null;
}

const two = (value: number) => String(value).padStart(2, '0');
/** Sorts by match, then wider kinds first, then code; unique because the code is. */
const keyOf = (place: IndexedPlace, match: number) =>
  `${match}${two(placeKinds.indexOf(place.kind))}${place.code}`;

/** Places by name, pinyin initials or code, answered from memory. */
export function searchPlaces({ q, kind, parentId, cursor, limit }: PlaceSearch): {
  items: PlaceView[];
  next: string | null;
} {
  const wanted = q?.normalize('NFKC').trim().toLowerCase() ?? '';
  const [after = ''] = cursor ? decodeCursor(cursor, 1) : [''];
  const found = (parentId ? childrenOf(parentId) : allPlaces())
    .flatMap((place) => {
      if (kind && !kind.includes(place.kind)) return [];
      const match = wanted ? rank(place, wanted) : 0;
      return match === null ? [] : [{ place, key: keyOf(place, match) }];
    })
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = found.slice(0, limit);
  return {
    items: page.map(({ place }) => placeView(place)),
    next: found.length > limit ? encodeCursor([page.at(-1)?.key ?? '']) : null,
  };
}

export function describePoint(point: LngLat): PlacesAtPoint {
  return {
    inside: isInDistrict(point),
    address: addressOf(point),
    places: placesAt(point),
    nearest: nearestPlaces(point).map(({ place, metres }) => ({
      ...brief(place),
      distanceMetres: Math.round(metres),
      point: place.centre,
    })),
  };
}

/** What is drawn, and how coarsely, in degrees: about 30 m for areas, 5 m for streets. */
const drawn: Partial<Record<PlaceKind, number>> = {
  district: 0.0003,
  street_office: 0.0003,
  town: 0.0003,
  community: 0.0002,
  village: 0.0003,
  road: 0.00005,
  alley: 0.00005,
  compound: 0.00003,
};

let cached: { places: readonly IndexedPlace[]; map: BaseMap } | null = null;

/** The district's own shapes, simplified, as a map that needs no tiles; worked out once for each state of the index. */
export function drawBaseMap(): BaseMap {
  const places = allPlaces();
  if (cached?.places === places) return cached.map;
  const whole = district();
  if (!whole) throw new AppError('NOT_FOUND', { detail: 'no district has been imported' });
  const { minX, minY, maxX, maxY } = boundsOf(whole.geometry);
  const map: BaseMap = {
    centre: whole.centre,
    bounds: [
      [minX, minY],
      [maxX, maxY],
    ],
    features: places.flatMap((place) => {
      const tolerance = drawn[place.kind];
      if (tolerance === undefined) return [];
      const { id, kind, name, centre, geometry } = place;
      return [{ id, kind, name, centre, geometry: simplify(geometry, tolerance) }];
    }),
  };
  cached = { places, map };
  return map;
}
