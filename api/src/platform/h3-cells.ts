import type { LngLat } from '@gongzhi/shared/fields';
import {
  cellToCenterChild,
  cellToLatLng,
  cellToParent,
  compactCells,
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
function ringsAround(point: LngLat, metres: number, resolution: number): string[] {
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

interface Stretch {
  $gte: string;
  $lte: string;
}

/** The cells of one size in some wider cells, in as few stretches as may be: each is a look into an index. */
export function stretchesOf(cells: readonly string[], resolution = POINT): Stretch[] {
  const digits = (cell: string) => BigInt(`0x${cell}`) >> BigInt(3 * (POINT - resolution));
  const inOrder = compactCells([...cells])
    .map((cell) => stretchOf(cell, resolution))
    .sort((a, b) => (a.$gte < b.$gte ? -1 : 1));
  const stretches: Stretch[] = [];
  for (const next of inOrder) {
    const last = stretches.at(-1);
    // What is below a cell ends with sevens, and digits have three bits: one more is the first below its neighbour.
    if (last && digits(last.$lte) + 1n === digits(next.$gte)) last.$lte = next.$lte;
    else stretches.push(next);
  }
  return stretches;
}

/** The cells of one size in a wider cell follow one another, because digits name the wider cell first. */
function stretchOf(cell: string, resolution: number): Stretch {
  const first = cellToCenterChild(cell, resolution);
  return { $gte: first, $lte: `${first.slice(0, 2)}${cell.slice(2)}` };
}
