import type { LngLat } from '@gongzhi/shared/fields';

export interface HotCell {
  /** The middle of its cases. */
  point: LngLat;
  count: number;
  late: number;
}

/** A kilometre, and as wide as high. */
const CELL_LAT = 0.009;

/** Open cases gathered by the square of the map they lie in, the fullest first. */
export function hotCells(cases: readonly { point: LngLat; late: boolean }[]): HotCell[] {
  const cells = new Map<string, { lng: number; lat: number; count: number; late: number }>();
  for (const { point, late } of cases) {
    const [lng, lat] = point;
    const row = Math.floor(lat / CELL_LAT);
    const width = CELL_LAT / Math.cos((row * CELL_LAT * Math.PI) / 180);
    const key = `${row}:${Math.floor(lng / width)}`;
    const cell = cells.get(key) ?? { lng: 0, lat: 0, count: 0, late: 0 };
    cell.lng += lng;
    cell.lat += lat;
    cell.count += 1;
    cell.late += late ? 1 : 0;
    cells.set(key, cell);
  }
  return [...cells.values()]
    .map(({ lng, lat, count, late }) => ({ point: [lng / count, lat / count] as LngLat, count, late }))
    .sort((a, b) => b.count - a.count || b.late - a.late);
}
