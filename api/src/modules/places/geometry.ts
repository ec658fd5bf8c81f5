import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry } from '@gongzhi/shared/places/schema';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { point as turfPoint } from '@turf/helpers';
import { pointToLineDistance } from '@turf/point-to-line-distance';

export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export const EARTH_RADIUS = 6_371_008.8;
export const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** Metres of one degree of latitude. */
export const METRES_PER_DEGREE = (Math.PI * EARTH_RADIUS) / 180;

/** Metres between two points on the sphere. */
export function distanceMetres([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const a =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lng2 - lng1) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** All points of a geometry, whatever its kind. */
export function pointsOf(geometry: Geometry): LngLat[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
  }
}

export function boundsOf(geometry: Geometry): Bounds {
  const bounds: Bounds = { minX: 180, minY: 90, maxX: -180, maxY: -90 };
  for (const [x, y] of pointsOf(geometry)) {
    bounds.minX = Math.min(bounds.minX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds;
}

/** The same bounds, wider by some metres on every side. */
export function widen(bounds: Bounds, metres: number): Bounds {
  const up = metres / METRES_PER_DEGREE;
  const across = up / Math.cos(radians(Math.min(85, Math.max(Math.abs(bounds.minY), Math.abs(bounds.maxY)))));
  return {
    minX: bounds.minX - across,
    minY: bounds.minY - up,
    maxX: bounds.maxX + across,
    maxY: bounds.maxY + up,
  };
}

/** Metres from a point to a place: 0 inside an area; to the nearest part of a line; to the point itself. */
export function metresTo(geometry: Geometry, from: LngLat): number {
  switch (geometry.type) {
    case 'Point':
      return distanceMetres(geometry.coordinates, from);
    case 'LineString':
      return lineMetres(geometry.coordinates, from);
    case 'MultiLineString':
      return Math.min(...geometry.coordinates.map((line) => lineMetres(line, from)));
    case 'Polygon':
      return contains(geometry, from) ? 0 : ringsMetres(geometry.coordinates, from);
    case 'MultiPolygon':
      return contains(geometry, from) ? 0 : ringsMetres(geometry.coordinates.flat(), from);
  }
}

function lineMetres(coordinates: LngLat[], from: LngLat): number {
  return pointToLineDistance(turfPoint(from), { type: 'LineString', coordinates }, { units: 'meters' });
}

const ringsMetres = (rings: LngLat[][], from: LngLat) =>
  Math.min(...rings.map((ring) => lineMetres(ring, from)));

/** Whether an area holds a point; its edge counts as inside. Lines and points hold nothing. */
export function contains(geometry: Geometry, point: LngLat): boolean {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return false;
  return booleanPointInPolygon(point, geometry);
}

/** Twice the signed area of a ring in square degrees; enough to compare and to tell which way it turns. */
function signedArea(ring: readonly LngLat[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as LngLat;
    const [x2, y2] = ring[i + 1] as LngLat;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/** How large an area is, to order areas by; 0 for lines and points. */
export function areaOf(geometry: Geometry): number {
  if (geometry.type === 'Polygon') return Math.abs(signedArea(geometry.coordinates[0] ?? []));
  if (geometry.type !== 'MultiPolygon') return 0;
  return geometry.coordinates.reduce((sum, [outer]) => sum + Math.abs(signedArea(outer ?? [])), 0);
}

/** A point that lies on the place: its centre of gravity where that is inside, else the middle of its widest row. */
export function centreOf(geometry: Geometry): LngLat {
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return middleOfLine(geometry.coordinates);
  if (geometry.type === 'MultiLineString') {
    const longest = [...geometry.coordinates].sort((a, b) => b.length - a.length)[0] ?? [];
    return middleOfLine(longest);
  }
  const rings =
    geometry.type === 'Polygon'
      ? [geometry.coordinates[0] ?? []]
      : geometry.coordinates.map(([outer]) => outer ?? []);
  const largest = rings.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))[0] ?? [];
  const gravity = gravityOf(largest);
  return contains(geometry, gravity) ? gravity : middleOfWidestRow(largest, gravity[1]);
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

function middleOfLine(line: readonly LngLat[]): LngLat {
  const lengths = line.slice(1).map((to, i) => distanceMetres(line[i] as LngLat, to));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (left <= length && length > 0) {
      const [from, to] = [line[i] as LngLat, line[i + 1] as LngLat];
      const share = left / length;
      return [rounded(from[0] + (to[0] - from[0]) * share), rounded(from[1] + (to[1] - from[1]) * share)];
    }
    left -= length;
  }
  return line[0] as LngLat;
}

function gravityOf(ring: readonly LngLat[]): LngLat {
  const area = signedArea(ring);
  if (area === 0) return ring[0] as LngLat;
  // Reckoned from the first corner, because the products of whole coordinates lose too many digits.
  const [ox, oy] = ring[0] as LngLat;
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = [(ring[i] as LngLat)[0] - ox, (ring[i] as LngLat)[1] - oy];
    const [x2, y2] = [(ring[i + 1] as LngLat)[0] - ox, (ring[i + 1] as LngLat)[1] - oy];
    const cross = x1 * y2 - x2 * y1;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return [rounded(ox + x / (3 * area)), rounded(oy + y / (3 * area))];
}

function middleOfWidestRow(ring: readonly LngLat[], y: number): LngLat {
  const crossings: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as LngLat;
    const [x2, y2] = ring[i + 1] as LngLat;
    if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  crossings.sort((a, b) => a - b);
  let best: [number, number] = [ring[0]?.[0] ?? 0, ring[0]?.[0] ?? 0];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const row: [number, number] = [crossings[i] as number, crossings[i + 1] as number];
    if (row[1] - row[0] > best[1] - best[0]) best = row;
  }
  return [rounded((best[0] + best[1]) / 2), rounded(y)];
}
