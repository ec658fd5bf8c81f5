import type { LngLat } from '@gongzhi/shared/fields';
import RBush from 'rbush';
import type { Bounds } from './geometry';

interface Edge extends Bounds {
  from: LngLat;
  to: LngLat;
  at: number;
}

function edgesOf(ring: readonly LngLat[]): Omit<Edge, 'at'>[] {
  return ring.slice(1).map((to, at) => {
    const from = ring[at] as LngLat;
    return {
      from,
      to,
      minX: Math.min(from[0], to[0]),
      minY: Math.min(from[1], to[1]),
      maxX: Math.max(from[0], to[0]),
      maxY: Math.max(from[1], to[1]),
    };
  });
}

/** On which side of a line a point lies: its sign; 0 is on the line. */
const side = ([ax, ay]: LngLat, [bx, by]: LngLat, [px, py]: LngLat) =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

/** Whether two edges go through each other; to touch, as at a corner, is no crossing. */
const cross = (a: Edge, b: Edge) =>
  side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
  side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0;

/**
 * A corner near which an area crosses itself: an edge itself, a hole the edge around it, a part another part.
 * Null when it nowhere does.
 */
export function selfCrossing(rings: readonly (readonly LngLat[])[]): LngLat | null {
  const edges: Edge[] = rings.flatMap(edgesOf).map((edge, at) => ({ ...edge, at }));
  const near = new RBush<Edge>().load(edges);
  const crossed = edges.find((edge) =>
    near.search(edge).some((other) => other.at > edge.at && cross(edge, other)),
  );
  return crossed?.from ?? null;
}
