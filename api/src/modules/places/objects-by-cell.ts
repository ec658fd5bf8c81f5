import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { allPlaces, type IndexedPlace, placesAt } from './place-index';

type Counts = ReadonlyMap<string, ReadonlyMap<PlaceKind, number>>;

/** Areas are not objects in a cell. */
const areas: readonly PlaceKind[] = ['district', 'street_office', 'town', 'community', 'village', 'cell'];

let counted: { places: readonly IndexedPlace[]; byCell: Counts } | null = null;

/** What lies in each cell, counted by kind; worked out once for each state of the places. */
export function objectsByCell(): Counts {
  const places = allPlaces();
  if (counted?.places === places) return counted.byCell;
  const byCell = new Map<string, Map<PlaceKind, number>>();
  for (const { kind, centre } of places) {
    if (areas.includes(kind)) continue;
    const cell = placesAt(centre).find((each) => each.kind === 'cell');
    if (!cell) continue;
    const counts = byCell.get(cell.id) ?? new Map<PlaceKind, number>();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    byCell.set(cell.id, counts);
  }
  counted = { places, byCell };
  return byCell;
}
