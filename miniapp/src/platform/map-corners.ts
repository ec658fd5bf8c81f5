import type { LngLat } from '@gongzhi/shared/fields';
import L from 'leaflet';
import type { Corners, MapProps } from './map.types';

const latLng = ([lng, lat]: LngLat): L.LatLngTuple => [lat, lng];
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
const pointOf = ({ lng, lat }: L.LatLng): LngLat => [rounded(lng), rounded(lat)];
/** As wide as a handle: nearer to each other they would lie on top of one another. */
const HANDLE_PX = 28;
/** Between two corners nearer than this there is no room for a handle. */
const ROOM_PX = 2 * HANDLE_PX;
const STEP_PX = 4;
const arrows: Record<string, [number, number]> = {
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
};

/** Where a corner is: of which part, which of its lines, and how many before it. */
type Spot = readonly [part: number, line: number, at: number];

/** Something to be held: a corner, or what lies between it and the one before. */
interface Hold {
  spot: Spot;
  between: boolean;
  element: HTMLElement;
}

/** The corners with one line of them changed. */
function changed(
  { closed, parts }: Corners,
  [part, line]: Spot,
  change: (points: LngLat[]) => LngLat[],
): Corners {
  return {
    closed,
    parts: parts.map((lines, p) =>
      p === part ? lines.map((points, n) => (n === line ? change(points) : points)) : lines,
    ),
  };
}

/**
 * Corners that are dragged, or moved by the arrow keys and removed by Delete, and smaller handles between them that
 * become corners. Every change is told as all corners as they are then: what is shown follows from what it is given.
 */
export function openCorners(map: L.Map, latest: { current: MapProps }) {
  const group = L.layerGroup().addTo(map);
  let shown: Corners | null | undefined;
  let holds: Hold[] = [];
  /** The corner that is about to come where there was none. */
  let inserted: Spot | null = null;

  const tell = (next: Corners) => latest.current.onCorners?.(next);
  const draw = () => {
    const held = holds.find(({ element }) => element === document.activeElement);
    group.clearLayers();
    holds = [];
    drawAll(inserted ?? held?.spot ?? null);
    if (inserted) focusOn(inserted, false);
    else if (held) focusOn(held.spot, held.between);
    inserted = null;
  };

  const drawAll = (inHand: Spot | null) => {
    if (!shown) return;
    const roomy = roomyCorners(shown, inHand);
    for (const [part, lines] of shown.parts.entries()) {
      drawOutline(lines, shown.closed).addTo(group);
      for (const [line, points] of lines.entries()) drawLine(shown, [part, line, 0], points, roomy);
    }
  };

  /**
   * The corners with room for a handle as near as the map is looked at; the others come out as it is looked at nearer.
   * The one in hand comes first, then the last of each line, which is the newest of one that is being drawn.
   */
  const roomyCorners = ({ parts }: Corners, inHand: Spot | null): ReadonlySet<string> => {
    const all = parts.flatMap((lines, part) =>
      lines.flatMap((points, line) =>
        points.map((point, at) => ({
          name: [part, line, at].join(),
          place: map.latLngToContainerPoint(latLng(point)),
          rank: [part, line, at].join() === inHand?.join() ? 0 : at === points.length - 1 ? 1 : 2,
        })),
      ),
    );
    const roomy: typeof all = [];
    for (const each of all.sort((a, b) => a.rank - b.rank)) {
      if (roomy.every(({ place }) => place.distanceTo(each.place) >= HANDLE_PX)) roomy.push(each);
    }
    return new Set(roomy.map(({ name }) => name));
  };

  /** The keyboard stays where it was: there, at the corner before, or at the map when there is neither. */
  const focusOn = ([part, line, at]: Spot, between: boolean) => {
    const find = (n: number, isBetween: boolean) =>
      holds.find((hold) => hold.between === isBetween && hold.spot.join() === [part, line, n].join())
        ?.element;
    const element = (between && find(at, true)) || find(at, false) || find(at - 1, false);
    (element ?? map.getContainer()).focus();
  };
  const hold = (marker: L.Marker, spot: Spot, between: boolean) => {
    const element = marker.getElement();
    if (element) holds.push({ spot, between, element });
    return element;
  };

  const drawLine = (corners: Corners, [part, line]: Spot, points: LngLat[], roomy: ReadonlySet<string>) => {
    const has = (at: number) => roomy.has([part, line, at].join());
    for (const [at, point] of points.entries()) {
      if (has(at)) corner(corners, [part, line, at], point, points.length);
    }
    for (const [at, from] of points.entries()) {
      const next = corners.closed && points.length > 2 ? (at + 1) % points.length : at + 1;
      const to = points[next];
      if (to && has(at) && has(next)) between(corners, [part, line, at + 1], from, to);
    }
  };

  const corner = (corners: Corners, spot: Spot, point: LngLat, count: number) => {
    const at = spot[2];
    const put = (to: LngLat) =>
      tell(changed(corners, spot, (points) => points.map((old, n) => (n === at ? to : old))));
    const remove = () => tell(changed(corners, spot, (points) => points.filter((_, n) => n !== at)));
    const label = `第 ${at + 1} 个角，共 ${count} 个；方向键移动，Delete 删除`;
    const marker = handle(point, 'map__corner', label).addTo(group);
    marker.on('dragend', () => put(pointOf(marker.getLatLng())));
    marker.on('contextmenu', remove);
    hold(marker, spot, false)?.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      if (!arrow && event.key !== 'Delete' && event.key !== 'Backspace') return;
      event.preventDefault();
      event.stopPropagation();
      if (!arrow) return remove();
      // Not by whole pixels of the box: the other direction stays as it was.
      put(pointOf(map.unproject(map.project(marker.getLatLng()).add(arrow))));
    });
  };

  const between = (corners: Corners, spot: Spot, from: LngLat, to: LngLat) => {
    const [a, b] = [map.latLngToContainerPoint(latLng(from)), map.latLngToContainerPoint(latLng(to))];
    if (a.distanceTo(b) < ROOM_PX) return;
    const middle = pointOf(map.containerPointToLatLng(a.add(b).divideBy(2)));
    const marker = handle(middle, 'map__corner map__corner--between', '在这条边上加一个角').addTo(group);
    const insert = () => {
      inserted = spot;
      tell(
        changed(corners, spot, (points) => [
          ...points.slice(0, spot[2]),
          pointOf(marker.getLatLng()),
          ...points.slice(spot[2]),
        ]),
      );
    };
    marker.on('dragend click', insert);
    hold(marker, spot, true)?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      insert();
    });
  };

  map.on('zoomend', draw);
  return {
    /** Over what came onto the map since. */
    redraw: draw,
    update(corners: Corners | null | undefined) {
      if (corners === shown) return;
      shown = corners;
      draw();
    },
  };
}

function drawOutline(lines: LngLat[][], closed: boolean): L.Layer {
  const points = lines.map((line) => line.map(latLng));
  const look = { className: 'map__shape map__shape--chosen', weight: 2, interactive: false };
  return closed ? L.polygon(points, look) : L.polyline(points, { ...look, fill: false });
}

function handle(point: LngLat, className: string, label: string): L.Marker {
  const icon = L.divIcon({ className, html: '<span></span>', iconSize: [HANDLE_PX, HANDLE_PX] });
  const marker = L.marker(latLng(point), { icon, draggable: true, alt: label, bubblingMouseEvents: false });
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', label));
  return marker;
}
