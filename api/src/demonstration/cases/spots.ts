import type { LngLat } from '@gongzhi/shared/fields';
import type { PlaceInput } from '@gongzhi/shared/issues/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { boundsOf, contains, distanceMetres, METRES_PER_DEGREE } from '../../modules/places/geometry';
import { objectsOfKind } from '../../modules/places/objects.queries';
import {
  allPlaces,
  type IndexedPlace,
  isInDistrict,
  placeIdsAt,
  placeIdsOf,
} from '../../modules/places/place-index';
import type { Dice } from './dice';
import type { Story } from './stories';

/** Where a case is, and what people call the place. */
export interface Spot {
  name: string;
  point: LngLat;
  placeIds: string[];
  input: PlaceInput;
}

/** What a spot has to be: in one of these places, near this point. */
export interface Wanted {
  within: readonly string[];
  near?: LngLat;
}

const NEAR_METRES = 900;
const MOST_TRIES = 60;
const kindsOf: Record<Exclude<Story['where'], 'any'>, readonly PlaceKind[]> = {
  road: ['road'],
  alley: ['alley'],
  compound: ['compound'],
  toilet: ['toilet'],
};
const anywhere: readonly PlaceKind[] = ['road', 'alley', 'compound'];

/** A point at a named place of the right kind; null when there is none that fits. */
export async function findSpot(story: Story, { within, near }: Wanted, dice: Dice): Promise<Spot | null> {
  const wanted = new Set(within);
  const kinds = story.where === 'any' ? anywhere : kindsOf[story.where];
  const places = story.where === 'toilet' ? await objectsOfKind('toilet') : allPlaces();
  const candidates = places.filter(
    ({ kind, centre }) => kinds.includes(kind) && (!near || distanceMetres(near, centre) < NEAR_METRES),
  );
  for (let tries = 0; candidates.length > 0 && tries < MOST_TRIES; tries++) {
    const place = dice.pick(candidates);
    const spot = spotAt(place, pointOn(place, dice), dice);
    if (spot?.placeIds.some((id) => wanted.has(id))) return spot;
  }
  return null;
}

/** A point in one of the villages. */
export function findVillageSpot(within: readonly string[], dice: Dice): Spot | null {
  const wanted = new Set(within);
  const villages = allPlaces().filter(
    ({ kind, parentId }) => kind === 'village' && wanted.has(parentId ?? ''),
  );
  if (villages.length === 0) return null;
  const place = dice.pick(villages);
  return spotAt(place, pointOn(place, dice), dice);
}

function spotAt({ name }: IndexedPlace, point: LngLat | null, dice: Dice): Spot | null {
  if (!point || !isInDistrict(point)) return null;
  const origin = dice.pick(['gps', 'gps', 'pin', 'picture'] as const);
  return { name, point, placeIds: placeIdsAt(point), input: { point, origin, address: '' } };
}

/** The same spot as somebody gives it who cannot point at a map: the community and an address in words. */
export function inWords(spot: Spot): Spot {
  const ids = new Set(spot.placeIds);
  const community = allPlaces().find(
    ({ id, kind }) => ids.has(id) && (kind === 'community' || kind === 'village'),
  );
  if (!community) return spot;
  return {
    ...spot,
    placeIds: placeIdsOf(community.id),
    input: { communityId: community.id, address: `${spot.name}附近` },
  };
}

/** Somewhere on a line, beside a point, or inside an area. */
function pointOn({ geometry, centre }: IndexedPlace, dice: Dice): LngLat | null {
  if (geometry.type === 'LineString') {
    const i = Math.floor(dice.between(0, geometry.coordinates.length - 1));
    const [a, b] = [geometry.coordinates[i], geometry.coordinates[i + 1]];
    if (!a || !b) return null;
    const share = dice.between(0.05, 0.95);
    return moved([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], 8, dice);
  }
  if (geometry.type === 'Point') return moved(centre, 10, dice);
  const { minX, minY, maxX, maxY } = boundsOf(geometry);
  for (let tries = 0; tries < 20; tries++) {
    const point: LngLat = [dice.between(minX, maxX), dice.between(minY, maxY)];
    if (contains(geometry, point)) return rounded(point);
  }
  return centre;
}

/** Some metres away in any direction. */
export function moved([lng, lat]: LngLat, metres: number, dice: Dice): LngLat {
  const degrees = metres / METRES_PER_DEGREE;
  return rounded([
    lng + dice.between(-degrees, degrees) / Math.cos((lat * Math.PI) / 180),
    lat + dice.between(-degrees, degrees),
  ]);
}

const rounded = ([lng, lat]: LngLat): LngLat => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
