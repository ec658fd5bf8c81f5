import type { LngLat } from '@gongzhi/shared/fields';
import type { BaseMap } from '@gongzhi/shared/places/schema';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { MapPin, MapProps } from './map.types';

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
  let ground: L.Layer | null = null;
  let drawnGround: unknown;
  let drawnPins: readonly MapPin[] | undefined;
  const markers = new Map<string, L.Marker>();
  let chosen: string | null = null;
  let fitted: MapProps['fit'];
  let shownCentre = centre;
  let picked: L.Marker | null = null;
  let me: L.CircleMarker | null = null;

  map.on('moveend', () => {
    const middle = map.getCenter();
    const radius = middle.distanceTo(map.getBounds().getNorthEast());
    latest.current.onMove?.([round(middle.lng), round(middle.lat)], Math.round(radius));
  });
  map.on('click', ({ latlng }) => latest.current.onPick?.([round(latlng.lng), round(latlng.lat)]));
  const sizes = new ResizeObserver(() => map.invalidateSize());
  sizes.observe(box);

  return {
    update(props) {
      const groundKey = props.tiles?.url ?? props.baseMap;
      if (groundKey !== drawnGround) {
        ground?.remove();
        drawnGround = groundKey;
        ground = props.tiles ? tiles(props.tiles) : props.baseMap ? outlines(props.baseMap) : null;
        ground?.addTo(map);
      }
      if (!same(props.centre, shownCentre)) {
        shownCentre = props.centre;
        map.setView(latLng(props.centre), Math.max(map.getZoom(), props.zoom ?? 0), { animate: false });
      }
      if (props.pins !== drawnPins) {
        drawnPins = props.pins;
        pinLayer.clearLayers();
        markers.clear();
        chosen = null;
        for (const pin of props.pins ?? []) {
          const marker = pinMarker(pin, latest);
          markers.set(pin.id, marker);
          pinLayer.addLayer(marker);
        }
      }
      if (props.fit !== undefined && props.fit !== fitted && markers.size > 0) {
        fitted = props.fit;
        showAll(map, markers);
      }
      const wanted = props.chosen ?? null;
      if (wanted !== chosen) {
        if (chosen !== null) mark(markers.get(chosen), false);
        chosen = wanted !== null && markers.has(wanted) ? wanted : null;
        if (chosen !== null) bringForward(map, mark(markers.get(chosen), true));
      }
      picked = drawPicked(map, picked, props, latest);
      me?.remove();
      me = props.me
        ? L.circleMarker(latLng(props.me), { radius: 7, className: 'map__me', interactive: false }).addTo(map)
        : null;
    },
    close() {
      sizes.disconnect();
      map.remove();
    },
  };
}

function showAll(map: L.Map, markers: ReadonlyMap<string, L.Marker>): void {
  const bounds = L.latLngBounds([...markers.values()].map((marker) => marker.getLatLng()));
  map.fitBounds(bounds, { padding: [44, 44], maxZoom: 16, animate: false });
}

function mark(marker: L.Marker | undefined, on: boolean): L.Marker | undefined {
  marker?.getElement()?.classList.toggle('map__pin--chosen', on);
  marker?.setZIndexOffset(on ? 10_000 : 0);
  return marker;
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
  road: 4,
  alley: 2.5,
};
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
  for (const { kind, name, geometry, centre } of features) {
    if (geometry.type !== 'Point') {
      L.geoJSON(geometry as GeoJSON.Geometry, {
        interactive: false,
        style: { className: `map__place map__place--${kind}`, weight: widths[kind] ?? 1 },
      }).addTo(group);
    }
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

function pinMarker(pin: MapPin, latest: { current: MapProps }): L.Marker {
  const exactness = pin.exact === false ? ' map__pin--about' : '';
  const icon = L.divIcon({
    className: `map__pin map__pin--${pin.tone}${exactness}`,
    html: `<span>${escapeHtml(pin.sign)}</span>`,
    iconSize: [36, 36],
    iconAnchor: [18, 34],
  });
  const marker = L.marker(latLng(pin.point), { icon, title: pin.label, alt: pin.label, riseOnHover: true });
  const press = () => latest.current.onPinPress?.(pin.id);
  marker.on('click', press);
  marker.on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && press());
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', pin.label));
  return marker;
}

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
