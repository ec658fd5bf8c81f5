import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry } from '@gongzhi/shared/places/schema';

/** About a metre: finer differences do not show on a map of a district. */
const DIGITS = 1e5;

const rounded = ([lng, lat]: LngLat): LngLat => [
  Math.round(lng * DIGITS) / DIGITS,
  Math.round(lat * DIGITS) / DIGITS,
];

function offLine([x, y]: LngLat, [x1, y1]: LngLat, [x2, y2]: LngLat): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

/** Douglas and Peucker: leaves out corners that lie within `tolerance` degrees of the line without them. */
export function simplifyLine(line: readonly LngLat[], tolerance: number): LngLat[] {
  const keep = new Set([0, line.length - 1]);
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let [worst, at] = [tolerance, -1];
    for (let i = from + 1; i < to; i++) {
      const off = offLine(line[i] as LngLat, line[from] as LngLat, line[to] as LngLat);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep.add(at);
    open.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep.has(i)).map(rounded);
}

/** A ring that falls below a triangle keeps its own corners. */
function simplifyRing(ring: readonly LngLat[], tolerance: number): LngLat[] {
  // Cut at the corner farthest from the start, because a closed line has no ends to draw from.
  const [start] = ring as [LngLat];
  let far = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [fx, fy] = ring[far] as LngLat;
    if (Math.hypot(x - start[0], y - start[1]) > Math.hypot(fx - start[0], fy - start[1])) far = i;
  }
  const halves = [ring.slice(0, far + 1), ring.slice(far)].map((half) => simplifyLine(half, tolerance));
  const simple = [...(halves[0] ?? []), ...(halves[1] ?? []).slice(1)];
  return simple.length >= 4 ? simple : ring.map(rounded);
}

/** The same shape with fewer corners, for drawing. */
export function simplify(geometry: Geometry, tolerance: number): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { ...geometry, coordinates: rounded(geometry.coordinates) };
    case 'LineString':
      return { ...geometry, coordinates: simplifyLine(geometry.coordinates, tolerance) };
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.map((line) => simplifyLine(line, tolerance)) };
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map((ring) => simplifyRing(ring, tolerance)) };
    case 'MultiPolygon':
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((area) => area.map((ring) => simplifyRing(ring, tolerance))),
      };
  }
}
