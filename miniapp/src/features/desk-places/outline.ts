import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry } from '@gongzhi/shared/places/schema';
import type { Corners } from '../../platform/map.types';

const least = ({ closed }: Corners) => (closed ? 3 : 2);

/** The corners of an area or a line, to be moved one by one. */
export function cornersOf(geometry: Geometry): Corners {
  switch (geometry.type) {
    case 'Polygon':
      return { closed: true, parts: [geometry.coordinates.map(opened)] };
    case 'MultiPolygon':
      return { closed: true, parts: geometry.coordinates.map((rings) => rings.map(opened)) };
    case 'LineString':
      return { closed: false, parts: [[geometry.coordinates]] };
    case 'MultiLineString':
      return { closed: false, parts: geometry.coordinates.map((line) => [line]) };
    default:
      return { closed: false, parts: [] };
  }
}

const opened = (ring: LngLat[]) => ring.slice(0, -1);
const closed = (ring: LngLat[]) => [...ring, ...ring.slice(0, 1)];

/** Without the lines whose corners were all removed: a hole that is no more, or a part with its outer edge. */
const left = ({ parts }: Corners) =>
  parts
    .filter(([outer]) => outer && outer.length > 0)
    .map((lines) => lines.filter((line) => line.length > 0));

/** What the corners make; null while one of its lines has too few of them. */
export function geometryOf(corners: Corners): Geometry | null {
  const parts = left(corners);
  const [first] = parts;
  if (!first || parts.some((lines) => lines.some((line) => line.length < least(corners)))) return null;
  if (!corners.closed) {
    const lines = parts.flat();
    const [only] = lines;
    return only && lines.length === 1
      ? { type: 'LineString', coordinates: only }
      : { type: 'MultiLineString', coordinates: lines };
  }
  const areas = parts.map((rings) => rings.map(closed));
  return parts.length === 1
    ? { type: 'Polygon', coordinates: first.map(closed) }
    : { type: 'MultiPolygon', coordinates: areas };
}

export const nothingDrawn = (isArea: boolean): Corners => ({ closed: isArea, parts: [[[]]] });

/** One more corner at the end; a second one in the same spot, as by a double press, is none. */
export function withCorner(corners: Corners, point: LngLat): Corners {
  if (countOf(corners) === 0) return { ...corners, parts: [[[point]]] };
  const last = corners.parts.length - 1;
  if (corners.parts[last]?.at(-1)?.at(-1)?.join() === point.join()) return corners;
  const parts = corners.parts.map((lines, at) =>
    at === last ? lines.map((line, n) => (n === lines.length - 1 ? [...line, point] : line)) : lines,
  );
  return { ...corners, parts };
}

export const countOf = ({ parts }: Corners): number => parts.flat(2).length;
