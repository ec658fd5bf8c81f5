import type { LngLat } from '@gongzhi/shared/fields';
import { isObject } from '@gongzhi/shared/places/labels';
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
import { objectsNear } from './near-places';
import { findObjects, type PlaceSearch } from './object-search';
import { placeView, recordView } from './place.view';
import {
  allPlaces,
  brief,
  childrenOf,
  district,
  type IndexedPlace,
  isInDistrict,
  isWithin,
  nearestPlaces,
  placesAt,
} from './place-index';
import { simplify } from './simplify';

/** 0 is the name itself; the larger the number the weaker the match; null is none. */
function rank(place: IndexedPlace, wanted: string): number | null {
  const [name, code] = [place.name.toLowerCase(), place.code.toLowerCase()];
  if (name === wanted || code === wanted) return 0;
  if (name.startsWith(wanted) || place.initials === wanted) return 1;
  if (name.includes(wanted)) return 2;
  if (place.initials.startsWith(wanted) || code.startsWith(wanted)) return 3;
  return place.initials.includes(wanted) && wanted.length > 1 ? 4 : null;
}

const two = (value: number) => String(value).padStart(2, '0');
/** Sorts by match, then wider kinds first, then code; unique because the code is. */
const keyOf = (place: IndexedPlace, match: number) =>
  `${match}${two(placeKinds.indexOf(place.kind))}${place.code}`;

/** The areas that fit, from memory, each with the key it is sorted by. */
export function areasFor({
  q,
  kind,
  parentId,
  withinId,
  classCode,
}: PlaceSearch): { place: IndexedPlace; key: string }[] {
  if (classCode) return [];
  const wanted = q?.normalize('NFKC').trim().toLowerCase() ?? '';
  return (parentId ? childrenOf(parentId) : allPlaces())
    .flatMap((place) => {
      if (kind && !kind.includes(place.kind)) return [];
      if (withinId && (place.id === withinId || !isWithin(place.id, withinId))) return [];
      const match = wanted ? rank(place, wanted) : 0;
      return match === null ? [] : [{ place, key: keyOf(place, match) }];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

type Page = { items: PlaceView[]; next: string | null };

/**
 * Places by name, pinyin initials or code: areas from memory first, then objects from the database by code. A page
 * may hold the last areas and the first objects; the cursor says which of the two it ended in.
 */
export async function searchPlaces(search: PlaceSearch): Promise<Page> {
  const { cursor, limit } = search;
  const [stage, after] = cursor ? decodeCursor(cursor, 2) : ['area', ''];
  const wantsObjects = !search.kind || search.kind.some(isObject);
  if (search.state === 'retired') return objectPage(search, stage === 'object' ? after : '', limit, []);
  const areas = stage === 'area' ? areasFor(search).filter(({ key }) => key > (after ?? '')) : [];
  const items = areas.slice(0, limit).map(({ place }) => placeView(place));
  if (areas.length > limit) return { items, next: encodeCursor(['area', areas[limit - 1]?.key ?? '']) };
  if (!wantsObjects) return { items, next: null };
  return objectPage(search, stage === 'object' ? after : '', limit, items);
}

async function objectPage(
  search: PlaceSearch,
  after = '',
  limit: number,
  before: readonly PlaceView[],
): Promise<Page> {
  const room = limit - before.length;
  const found = await findObjects(search, after, room + 1);
  const items = [...before, ...found.slice(0, room).map(recordView)];
  if (found.length <= room) return { items, next: null };
  // With no room left the next page starts with the first object.
  return { items, next: encodeCursor(['object', room > 0 ? (found[room - 1]?.code ?? '') : '']) };
}

const NEAREST = 8;
/** What helps somebody to find a spot; manhole covers do not. */
const landmarks: readonly PlaceKind[] = ['shop', 'toilet', 'vendor_point', 'construction_site'];

export async function describePoint(point: LngLat): Promise<PlacesAtPoint> {
  const inside = isInDistrict(point);
  const objects = inside ? await objectsNear(point, landmarks, 400, NEAREST) : [];
  const areas = nearestPlaces(point).map(({ place, metres }) => ({
    ...brief(place),
    distanceMetres: Math.round(metres),
    point: place.centre,
  }));
  const near = objects.map(({ record, metres }) => ({
    id: String(record._id),
    code: record.code,
    kind: record.kind,
    name: record.name,
    distanceMetres: Math.round(metres),
    point: [record.centre[0], record.centre[1]] as LngLat,
  }));
  return {
    inside,
    address: addressOf(point),
    places: placesAt(point),
    nearest: [...areas, ...near].sort((a, b) => a.distanceMetres - b.distanceMetres).slice(0, NEAREST),
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
  river: 0.0001,
  green: 0.00005,
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
