import type { LngLat } from '@gongzhi/shared/fields';
import type { BaseMap } from '@gongzhi/shared/places/schema';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { countOfHeap, gatherPins, PIN_PX, spreadPins, toneOfHeap } from './gather-pins';
import type { MapPin, MapProps, MapShape } from './map.types';

export interface MapHandle {
  update: (props: MapProps) => void;
  close: () => void;
}

const latLng = ([lng, lat]: LngLat): L.LatLngTuple => [lat, lng];
const same = (a: LngLat, b: LngLat) => a[0] === b[0] && a[1] === b[1];

/** A map in a page, and how to change what it shows. `latest` holds the handlers of the last render. */
export function openMap(box: HTMLElement, latest: { current: MapProps }): MapHandle {
  const { centre, zoom = 15, still } = latest.current;
  const map = L.map(box, {
    zoomControl: false,
    attributionControl: true,
    // The observer below does, without taking it for a move of the person's.
    trackResize: false,
    minZoom: 9,
    maxZoom: 18,
    dragging: !still,
    touchZoom: !still,
    scrollWheelZoom: !still,
    doubleClickZoom: !still,
    boxZoom: !still,
    keyboard: !still,
  }).setView(latLng(centre), zoom);
  map.attributionControl.setPrefix(false);
  if (!still) L.control.zoom({ position: 'topright', zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map);

  const pinLayer = L.layerGroup().addTo(map);
  const shapeLayer = L.featureGroup().addTo(map);
  let corners: ReturnType<typeof import('./map-corners').openCorners> | null = null;
  let drawsCorners = false;
  let closed = false;
  let drawnShapes: MapProps['shapes'];
  let ground: L.Layer | null = null;
  let drawnGround: unknown;
  let drawnPins: readonly MapPin[] | undefined;
  let shownCentre = centre;
  let fitted: MapProps['fit'];
  let shown: MapProps['show'];
  let chosen: string | null = null;
  const markers = new Map<string, L.Marker>();
  let picked: L.Marker | null = null;
  let me: L.CircleMarker | null = null;

  // What the page itself moves is no news to it.
  let byPage = false;
  const quietly = (move: () => void) => {
    byPage = true;
    move();
    byPage = false;
  };
  map.on('moveend', () => {
    if (byPage) return;
    const middle = map.getCenter();
    const radius = middle.distanceTo(map.getBounds().getNorthEast());
    latest.current.onMove?.([round(middle.lng), round(middle.lat)], Math.round(radius));
  });
  const place = ({ point }: MapPin) => map.latLngToContainerPoint(latLng(point));
  const pointAt = (x: number, y: number): LngLat => {
    const { lng, lat } = map.containerPointToLatLng([x, y]);
    return [lng, lat];
  };
  /** A step at least: all of a heap often fits into what is seen now, and a press is to lead somewhere. */
  const goNearer = (pins: readonly MapPin[]) => {
    const bounds = boundsOf(pins.map(({ point }) => point));
    const allInSight = map.getBoundsZoom(bounds, false, L.point(100, 100));
    map.setView(bounds.getCenter(), Math.max(map.getZoom() + 1, allInSight));
  };
  /** Pins too near to be pressed apart are one that counts them; a press goes nearer. */
  const drawGathered = (all: readonly MapPin[]) => {
    for (const { pins, size } of gatherPins(all, place)) {
      const [pin] = pins;
      if (!pin) continue;
      const marker =
        pins.length === 1
          ? pinMarker(pin, latest)
          : pinMarker(heapOf(pins, size), latest, () => goNearer(pins));
      marker.addTo(pinLayer);
      for (const one of pins) markers.set(one.id, marker);
    }
  };
  const drawSpread = (all: readonly MapPin[]) => {
    for (const { pin, x, y } of spreadPins(all, place)) {
      markers.set(pin.id, pinMarker({ ...pin, point: pointAt(x, y) }, latest).addTo(pinLayer));
    }
  };
  const drawPins = () => {
    const focused = idsWithFocus(markers);
    markers.clear();
    pinLayer.clearLayers();
    const draw = map.getZoom() < map.getMaxZoom() ? drawGathered : drawSpread;
    draw(drawnPins ?? []);
    mark(markers.get(chosen ?? ''), true);
    // What was drawn anew has lost the keyboard: a heap that came apart hands it to one of its pins.
    focused
      .map((id) => markers.get(id)?.getElement())
      .find(Boolean)
      ?.focus({ preventScroll: true });
  };
  map.on('zoomend', () => {
    if (drawnPins) drawPins();
  });
  map.on('click', ({ latlng }) => latest.current.onPick?.([round(latlng.lng), round(latlng.lat)]));
  /** Drawing is for the desk: nobody else loads it. What could not be loaded is tried again with the next change. */
  const loadCorners = async () => {
    drawsCorners = true;
    const loaded = await import('./map-corners').catch(() => null);
    drawsCorners = loaded !== null;
    if (!loaded || closed) return;
    corners = loaded.openCorners(map, latest);
    corners.update(latest.current.corners);
  };
  const sizes = new ResizeObserver(() => {
    quietly(() => map.invalidateSize());
    // What had to wait until the map was in sight.
    handle.update(latest.current);
  });
  sizes.observe(box);

  const handle: MapHandle = {
    update(props) {
      const groundKey = props.tiles?.url ?? props.baseMap;
      if (groundKey !== drawnGround) {
        ground?.remove();
        drawnGround = groundKey;
        ground = props.tiles ? tiles(props.tiles) : props.baseMap ? outlines(props.baseMap) : null;
        ground?.addTo(map);
        // The ground often comes last, and would lie on what is drawn over it.
        shapeLayer.bringToFront();
        corners?.redraw();
      }
      if (!same(props.centre, shownCentre)) {
        shownCentre = props.centre;
        quietly(() =>
          map.setView(latLng(props.centre), Math.max(map.getZoom(), props.zoom ?? 0), { animate: false }),
        );
      }
      if (props.shapes !== drawnShapes) {
        drawnShapes = props.shapes;
        shapeLayer.clearLayers();
        for (const shape of props.shapes ?? []) shapeLayer.addLayer(shapeOnMap(shape));
      }
      if (props.corners && !drawsCorners) void loadCorners();
      corners?.update(props.corners);
      // A double press while drawing is two presses.
      if (props.corners) map.doubleClickZoom.disable();
      else if (!still) map.doubleClickZoom.enable();
      // The points to be seen, or all pins and shapes whenever `fit` is another one.
      const everything = () => [
        ...(props.pins ?? []).map(({ point }) => point),
        ...cornersOf(shapeLayer.getBounds()),
        ...(props.corners?.parts.flat(2) ?? []),
      ];
      const toShow = props.show !== shown ? props.show : props.fit !== fitted ? everything() : [];
      if (toShow && toShow.length > 0 && map.getSize().x > 0) {
        shown = props.show;
        fitted = props.fit;
        drawnPins = undefined;
        const bounds = boundsOf(toShow);
        quietly(() => map.fitBounds(bounds, { padding: [40, 40], maxZoom: 16, animate: false }));
      }
      if (props.pins !== drawnPins) {
        drawnPins = props.pins;
        drawPins();
      }
      const wanted = props.chosen ?? null;
      if (wanted !== chosen) {
        mark(markers.get(chosen ?? ''), false);
        chosen = wanted;
        quietly(() => bringForward(map, mark(markers.get(wanted ?? ''), true)));
      }
      picked = drawPicked(map, picked, props, latest);
      me?.remove();
      me = props.me
        ? L.circleMarker(latLng(props.me), { radius: 7, className: 'map__me', interactive: false }).addTo(map)
        : null;
    },
    close() {
      closed = true;
      sizes.disconnect();
      map.remove();
    },
  };
  return handle;
}

function shapeOnMap({ geometry, tone, label }: MapShape): L.Layer {
  return L.geoJSON(geometry as GeoJSON.Geometry, {
    style: { className: `map__shape map__shape--${tone}`, weight: tone === 'plain' ? 1 : 2 },
    pointToLayer: (_, at) => L.circleMarker(at, { radius: 7, className: `map__shape map__shape--${tone}` }),
  }).bindTooltip(escapeHtml(label), { sticky: true });
}

function cornersOf(bounds: L.LatLngBounds): LngLat[] {
  if (!bounds.isValid()) return [];
  return [bounds.getSouthWest(), bounds.getNorthEast()].map(({ lng, lat }): LngLat => [lng, lat]);
}

function mark(marker: L.Marker | undefined, on: boolean): L.Marker | undefined {
  marker?.getElement()?.classList.toggle('map__pin--chosen', on);
  marker?.setZIndexOffset(on ? 10_000 : 0);
  return marker;
}

/** The pins the marker with the keyboard stands for. */
function idsWithFocus(markers: ReadonlyMap<string, L.Marker>): string[] {
  const { activeElement } = document;
  return [...markers].flatMap(([id, marker]) => (marker.getElement() === activeElement ? id : []));
}

/** Moves the map only when the pin is out of sight. */
function bringForward(map: L.Map, marker: L.Marker | undefined): void {
  if (marker && !map.getBounds().pad(-0.05).contains(marker.getLatLng())) {
    map.panTo(marker.getLatLng(), { animate: false });
  }
}

/** Seven decimals are a centimetre. */
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

function tiles({ url, attribution }: { url: string; attribution: string }): L.Layer {
  return L.tileLayer(url, { attribution, maxZoom: 18 });
}

const widths: Partial<Record<string, number>> = {
  district: 3,
  street_office: 2,
  town: 2,
  road: 6,
  alley: 3,
};
const KERB = 2;
const isRoad = (kind: string) => kind === 'road' || kind === 'alley';
/** From which zoom level the name of a kind of place is written on the map. */
const named: Partial<Record<string, number>> = {
  street_office: 0,
  town: 0,
  community: 13,
  village: 13,
  road: 15,
  compound: 15,
  alley: 16,
};

function outlines({ features }: BaseMap): L.Layer {
  const group = L.featureGroup();
  const draw = (geometry: BaseMap['features'][number]['geometry'], className: string, weight: number) =>
    L.geoJSON(geometry as GeoJSON.Geometry, { interactive: false, style: { className, weight } }).addTo(
      group,
    );
  const shapes = features.filter(({ geometry }) => geometry.type !== 'Point');
  for (const { kind, geometry } of shapes) {
    if (!isRoad(kind)) draw(geometry, `map__place map__place--${kind}`, widths[kind] ?? 1);
  }
  // All kerbs before all roads, so that crossings are open.
  const roads = shapes.filter(({ kind }) => isRoad(kind));
  for (const { kind, geometry } of roads) draw(geometry, 'map__kerb', (widths[kind] ?? 1) + KERB);
  for (const { kind, geometry } of roads) draw(geometry, `map__place map__place--${kind}`, widths[kind] ?? 1);
  for (const { kind, name, centre } of features) {
    const from = named[kind];
    if (from === undefined) continue;
    const icon = L.divIcon({
      className: `map__name map__name--${kind} map__name--from-${from}`,
      html: `<span>${escapeHtml(name)}</span>`,
      iconSize: [120, 18],
    });
    L.marker(latLng(centre), { icon, interactive: false, keyboard: false }).addTo(group);
  }
  group.on('add', () => {
    // @ts-expect-error Leaflet sets _map on every added layer and has no getter for it
    const map = group._map as L.Map;
    const mark = () => {
      const zoom = map.getZoom();
      for (const level of [13, 15, 16])
        map.getContainer().classList.toggle(`map--below-${level}`, zoom < level);
    };
    mark();
    map.on('zoomend', mark);
  });
  return group;
}

function pinMarker(pin: MapPin, latest: { current: MapProps }, nearer?: () => void): L.Marker {
  const exactness = pin.exact === false ? ' map__pin--about' : '';
  const size = pin.size ?? PIN_PX;
  const icon = L.divIcon({
    className: `map__pin map__pin--${pin.tone}${exactness}`,
    html: `<span${pin.size ? ` style="width:${size}px;height:${size}px;font-size:${size * 0.45}px"` : ''}>${escapeHtml(pin.sign)}</span>`,
    iconSize: [size, size],
    iconAnchor: [size / 2, size / 2],
  });
  // Where nothing happens on a press it is a drawing, not a button.
  const pressed = latest.current.onPinPress !== undefined;
  const marker = L.marker(latLng(pin.point), {
    icon,
    title: pin.label,
    alt: pin.label,
    riseOnHover: true,
    interactive: pressed,
    keyboard: pressed,
  });
  const press = nearer ?? (() => latest.current.onPinPress?.(pin.id));
  marker.on('click', press);
  marker.on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && press());
  marker.on('add', () => {
    marker.getElement()?.setAttribute('aria-label', pin.label);
    if (!pressed) marker.getElement()?.setAttribute('role', 'img');
  });
  return marker;
}

function heapOf(pins: readonly MapPin[], size: number): MapPin {
  const [first] = pins as [MapPin];
  const count = countOfHeap(pins);
  return {
    id: `heap-${first.id}`,
    point: first.point,
    tone: toneOfHeap(pins),
    sign: String(count),
    label: `这里有 ${count} 件，放大看`,
    size,
  };
}

const boundsOf = (points: readonly LngLat[]) => L.latLngBounds(points.map(latLng));

function drawPicked(
  map: L.Map,
  old: L.Marker | null,
  props: MapProps,
  latest: { current: MapProps },
): L.Marker | null {
  if (!props.picked) {
    old?.remove();
    return null;
  }
  if (old) {
    old.setLatLng(latLng(props.picked));
    return old;
  }
  const icon = L.divIcon({
    className: 'map__picked',
    html: '<span></span>',
    iconSize: [44, 52],
    iconAnchor: [22, 48],
  });
  const marker = L.marker(latLng(props.picked), {
    icon,
    draggable: true,
    title: '拖到问题所在处',
    alt: '选中的位置',
  });
  marker.on('dragend', () => {
    const { lng, lat } = marker.getLatLng();
    latest.current.onPick?.([round(lng), round(lat)]);
  });
  return marker.addTo(map);
}

function escapeHtml(text: string): string {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}
