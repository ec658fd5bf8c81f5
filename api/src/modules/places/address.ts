import type { LngLat } from '@gongzhi/shared/fields';
import type { PlaceBrief, PlaceKind } from '@gongzhi/shared/places/schema';
import { nearestPlaces, placesAt } from './place-index';

/** How far a named place may be for "near it" to help somebody find the spot. */
const NEARBY_METRES = 300;

const firstOf = (places: readonly PlaceBrief[], ...kinds: PlaceKind[]) =>
  kinds.map((kind) => places.find((place) => place.kind === kind)).find(Boolean);

/** Where a point is, in words: 「东城街道 东门社区 相府前路附近」. Empty outside the district. */
export function addressOf(point: LngLat): string {
  const places = placesAt(point);
  const parts = [firstOf(places, 'street_office', 'town'), firstOf(places, 'community', 'village')];
  const known = parts.flatMap((place) => (place ? [place.name] : []));
  if (known.length === 0) return places.find(({ kind }) => kind === 'district')?.name ?? '';
  return [...known, spotOf(point, places)].filter(Boolean).join(' ');
}

function spotOf(point: LngLat, places: readonly PlaceBrief[]): string {
  const inside = firstOf(places, 'building', 'compound', 'green', 'alley', 'road', 'river');
  if (inside) return inside.name;
  const [nearest] = nearestPlaces(point, { withinMetres: NEARBY_METRES, most: 1 });
  return nearest ? `${nearest.place.name}附近` : '';
}
