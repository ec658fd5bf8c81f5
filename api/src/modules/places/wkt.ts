import type { LngLat } from '@gongzhi/shared/fields';
import { type Geometry, geometry } from '@gongzhi/shared/places/schema';

const pair = ([lng, lat]: LngLat) => `${lng} ${lat}`;
const line = (points: readonly LngLat[]) => `(${points.map(pair).join(', ')})`;
const rings = (polygon: readonly LngLat[][]) => `(${polygon.map(line).join(', ')})`;

/** A shape as text, the way databases and map programs write it (well-known text). */
export function toWkt(shape: Geometry): string {
  switch (shape.type) {
    case 'Point':
      return `POINT (${pair(shape.coordinates)})`;
    case 'LineString':
      return `LINESTRING ${line(shape.coordinates)}`;
    case 'MultiLineString':
      return `MULTILINESTRING (${shape.coordinates.map(line).join(', ')})`;
    case 'Polygon':
      return `POLYGON ${rings(shape.coordinates)}`;
    case 'MultiPolygon':
      return `MULTIPOLYGON (${shape.coordinates.map(rings).join(', ')})`;
  }
}

const types: Record<string, Geometry['type']> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
};

/** Null for what is no such text. */
export function fromWkt(text: string): Geometry | null {
  const found = /^\s*([A-Z]+)\s*(\(.*\))\s*$/is.exec(text.normalize('NFKC'));
  const type = types[found?.[1]?.toUpperCase() ?? ''];
  const body = found?.[2] ?? '';
  if (!type || !/^[\d\s().,eE+-]+$/.test(body)) return null;
  // The brackets of the text are those of the coordinates, only that a point has none of its own.
  const json = body
    .replace(/([-+\d.eE]+)\s+([-+\d.eE]+)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const coordinates = JSON.parse(json);
    const shape = geometry.safeParse({ type, coordinates: type === 'Point' ? coordinates[0] : coordinates });
    return shape.success ? shape.data : null;
  } catch {
    return null;
  }
}
