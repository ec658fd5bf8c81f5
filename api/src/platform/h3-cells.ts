import type { LngLat } from '@gongzhi/shared/fields';
import { getHexagonEdgeLengthAvg, gridDisk, latLngToCell, UNITS } from 'h3-js';

/** H3 resolutions: fine cells are about 350 m across, coarse ones about 2.5 km. */
export const FINE = 9;
export const COARSE = 7;
/** Up to this radius the fine cells make a ring of bearable size. */
const FINE_METRES = 1500;

export function cellOf([lng, lat]: LngLat, resolution: number): string {
  return latLngToCell(lat, lng, resolution);
}

/** All cells of one size that a circle can touch. */
export function cellsAround(
  point: LngLat,
  metres: number,
): { field: 'cellFine' | 'cellCoarse'; cells: string[] } {
  const resolution = metres <= FINE_METRES ? FINE : COARSE;
  // Neighbouring centres are √3 edges apart, less where the grid is squeezed; one more ring covers the own cell.
  const apart = getHexagonEdgeLengthAvg(resolution, UNITS.m) * Math.sqrt(3) * 0.8;
  const cells = gridDisk(cellOf(point, resolution), Math.ceil(metres / apart) + 1);
  return { field: resolution === FINE ? 'cellFine' : 'cellCoarse', cells };
}
