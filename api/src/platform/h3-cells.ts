import type { LngLat } from '@gongzhi/shared/fields';
import {
  cellToCenterChild,
  cellToLatLng,
  cellToParent,
  getHexagonEdgeLengthAvg,
  gridDisk,
  latLngToCell,
  UNITS,
} from 'h3-js';

/** H3 resolutions: fine cells are about 350 m across, coarse ones about 2.5 km, the last ones half a metre. */
export const FINE = 9;
export const COARSE = 7;
export const POINT = 15;
/** Up to this radius the fine cells make a ring of bearable size. */
const FINE_METRES = 1500;

export function cellOf([lng, lat]: LngLat, resolution: number): string {
  return latLngToCell(lat, lng, resolution);
}

/** All cells of one size that a circle can touch. */
export function ringsAround(point: LngLat, metres: number, resolution: number): string[] {
  // Neighbouring centres are √3 edges apart, less where the grid is squeezed; one more ring covers the own cell.
  const apart = getHexagonEdgeLengthAvg(resolution, UNITS.m) * Math.sqrt(3) * 0.8;
  return gridDisk(cellOf(point, resolution), Math.ceil(metres / apart) + 1);
}

/** The same by the size that suits the circle, with the name of the field that holds such cells. */
export function cellsAround(
  point: LngLat,
  metres: number,
): { field: 'cellFine' | 'cellCoarse'; cells: string[] } {
  const fine = metres <= FINE_METRES;
  return {
    field: fine ? 'cellFine' : 'cellCoarse',
    cells: ringsAround(point, metres, fine ? FINE : COARSE),
  };
}

export function widerCell(cell: string, resolution: number): string {
  return cellToParent(cell, resolution);
}

export function middleOf(cell: string): LngLat {
  const [lat, lng] = cellToLatLng(cell);
  return [lng, lat];
}

/** The cells of one size in a wider cell follow one another, because digits name the wider cell first. */
export function stretchOf(cell: string, resolution = POINT): { $gte: string; $lte: string } {
  const first = cellToCenterChild(cell, resolution);
  return { $gte: first, $lte: `${first.slice(0, 2)}${cell.slice(2)}` };
}
