import type { LngLat } from '@gongzhi/shared/fields';
import RBush from 'rbush';
import type { Bounds } from './geometry';

interface Edge extends Bounds {
  from: LngLat;
  to: LngLat;
  at: number;
}

function edgesOf(ring: readonly LngLat[]): Edge[] {
  return ring.slice(1).map((to, at) => {
    const from = ring[at] as LngLat;
    return {
      from,
      to,
      at,
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

/** A corner near which the edge of an area crosses itself; null when it nowhere does. */
export function selfCrossing(rings: readonly (readonly LngLat[])[]): LngLat | null {
  for (const ring of rings) {
    const edges = edgesOf(ring);
    const near = new RBush<Edge>().load(edges);
    for (const edge of edges) {
      if (near.search(edge).some((other) => other.at > edge.at && cross(edge, other))) return edge.from;
    }
  }
  return null;
}
