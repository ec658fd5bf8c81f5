import type { LngLat } from '@gongzhi/shared/fields';
import L from 'leaflet';
import type { Corners, MapProps } from './map.types';

const latLng = ([lng, lat]: LngLat): L.LatLngTuple => [lat, lng];
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
const pointOf = ({ lng, lat }: L.LatLng): LngLat => [rounded(lng), rounded(lat)];
/** Between two corners nearer than this there is no room for a handle. */
const ROOM_PX = 44;
const STEP_PX = 4;
const arrows: Record<string, [number, number]> = {
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
};

/** Where a corner is: of which part, which of its lines, and how many before it. */
type Spot = readonly [part: number, line: number, at: number];

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
  let focus: string | null = null;

  const tell = (next: Corners) => latest.current.onCorners?.(next);
  const draw = () => {
    group.clearLayers();
    if (!shown) return;
    for (const [part, lines] of shown.parts.entries()) {
      drawOutline(lines, shown.closed).addTo(group);
      for (const [line, points] of lines.entries()) drawLine(shown, [part, line, 0], points);
    }
    focus = null;
  };

  const drawLine = (corners: Corners, [part, line]: Spot, points: LngLat[]) => {
    for (const [at, point] of points.entries()) corner(corners, [part, line, at], point, points.length);
    for (const [at, from] of points.entries()) {
      const to = points[at + 1] ?? (corners.closed && points.length > 2 ? points[0] : undefined);
      if (to) between(corners, [part, line, at + 1], from, to);
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
    const element = marker.getElement();
    element?.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      if (!arrow && event.key !== 'Delete' && event.key !== 'Backspace') return;
      event.preventDefault();
      event.stopPropagation();
      focus = spot.join();
      if (!arrow) return remove();
      // Not by whole pixels of the box: the other direction stays as it was.
      put(pointOf(map.unproject(map.project(marker.getLatLng()).add(arrow))));
    });
    if (focus === spot.join()) element?.focus();
  };

  const between = (corners: Corners, spot: Spot, from: LngLat, to: LngLat) => {
    const [a, b] = [map.latLngToContainerPoint(latLng(from)), map.latLngToContainerPoint(latLng(to))];
    if (a.distanceTo(b) < ROOM_PX) return;
    const middle = pointOf(map.containerPointToLatLng(a.add(b).divideBy(2)));
    const marker = handle(middle, 'map__corner map__corner--between', '在这条边上加一个角').addTo(group);
    const insert = () => {
      focus = spot.join();
      tell(
        changed(corners, spot, (points) => [
          ...points.slice(0, spot[2]),
          pointOf(marker.getLatLng()),
          ...points.slice(spot[2]),
        ]),
      );
    };
    marker.on('dragend click', insert);
    marker.getElement()?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      insert();
    });
  };

  map.on('zoomend', draw);
  return {
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
  const icon = L.divIcon({ className, html: '<span></span>', iconSize: [28, 28], iconAnchor: [14, 14] });
  const marker = L.marker(latLng(point), { icon, draggable: true, alt: label, bubblingMouseEvents: false });
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', label));
  return marker;
}
