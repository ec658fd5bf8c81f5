import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry } from '@gongzhi/shared/places/schema';
import { tilingTolerance } from '@gongzhi/shared/places/tiling';
import { difference, type Geom, intersection } from 'polyclip-ts';
import { boundsOf, distanceMetres, EARTH_RADIUS, radians } from './geometry';

export interface Area {
  id: string;
  geometry: Geometry;
}

export interface Part {
  geometry: Geometry;
  squareMetres: number;
}

export interface Tiling {
  gaps: Part[];
  overlaps: (Part & { areaIds: [string, string] })[];
  beyond: (Part & { areaId: string })[];
}

type Rings = LngLat[][];

function polygonsOf(geometry: Geometry): Rings[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** Square metres on the sphere between a ring and the equator's plane, signed by the way the ring turns. */
function ringArea(ring: readonly LngLat[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [lng1, lat1] = ring[i] as LngLat;
    const [lng2, lat2] = ring[i + 1] as LngLat;
    sum += radians(lng2 - lng1) * (Math.sin(radians(lat1)) + Math.sin(radians(lat2)));
  }
  return (sum * EARTH_RADIUS ** 2) / 2;
}

export function squareMetresOf(geometry: Geometry): number {
  return polygonsOf(geometry).reduce((sum, [outer = [], ...holes]) => {
    const empty = holes.reduce((inner, hole) => inner + Math.abs(ringArea(hole)), 0);
    return sum + Math.abs(ringArea(outer)) - empty;
  }, 0);
}

function outlineMetres(rings: Rings): number {
  return rings.reduce(
    (sum, ring) =>
      sum + ring.slice(1).reduce((length, to, i) => length + distanceMetres(ring[i] as LngLat, to), 0),
    0,
  );
}

/** Pieces worth looking at, largest first. */
function parts(polygons: Rings[]): Part[] {
  return polygons
    .map((rings) => {
      const geometry: Geometry = { type: 'Polygon', coordinates: rings };
      return { geometry, squareMetres: squareMetresOf(geometry), outline: outlineMetres(rings) };
    })
    .filter(
      ({ squareMetres, outline }) =>
        squareMetres >= tilingTolerance.squareMetres &&
        // A long thin piece is about half its outline long.
        squareMetres / (outline / 2) >= tilingTolerance.metres,
    )
    .map(({ geometry, squareMetres }) => ({ geometry, squareMetres: Math.round(squareMetres) }))
    .sort((a, b) => b.squareMetres - a.squareMetres);
}

const geom = (geometry: Geometry) => polygonsOf(geometry) as Geom;
const clip = (work: () => unknown) => work() as Rings[];

function touch(a: Geometry, b: Geometry): boolean {
  const [one, other] = [boundsOf(a), boundsOf(b)];
  return one.minX <= other.maxX && other.minX <= one.maxX && one.minY <= other.maxY && other.minY <= one.maxY;
}

/** The areas that reach into another one. */
export function areasIn<T extends Area>(within: Geometry, areas: readonly T[]): T[] {
  return areas.filter(
    ({ geometry }) =>
      touch(within, geometry) && parts(clip(() => intersection(geom(within), geom(geometry)))).length > 0,
  );
}

/** Where areas leave out parts of what they should cover, lie over one another, or reach beyond its border. */
export function checkTiling(within: Geometry, areas: readonly Area[]): Tiling {
  const gaps = parts(clip(() => difference(geom(within), ...areas.map(({ geometry }) => geom(geometry)))));
  const overlaps = areas.flatMap((one, i) =>
    areas
      .slice(i + 1)
      .filter((other) => touch(one.geometry, other.geometry))
      .flatMap((other) =>
        parts(clip(() => intersection(geom(one.geometry), geom(other.geometry)))).map((part) => ({
          ...part,
          areaIds: [one.id, other.id] as [string, string],
        })),
      ),
  );
  const beyond = areas.flatMap(({ id, geometry }) =>
    parts(clip(() => difference(geom(geometry), geom(within)))).map((part) => ({ ...part, areaId: id })),
  );
  return { gaps, overlaps, beyond };
}
