import type { LngLat } from '@gongzhi/shared/fields';
import { Map as WechatMap } from '@tarojs/components';
import { fromGcj, toGcj } from './gcj';
import './map.scss';
import type { MapProps } from './map.types';

const PICKED = 9_000_000;

/** WeChat's own map: it brings its tiles, so the district's outlines are not drawn under it. */
export function MapView(props: MapProps) {
  const {
    label,
    centre,
    zoom = 15,
    pins = [],
    onPinPress,
    picked,
    onPick,
    me,
    onMove,
    still,
    className,
    show,
  } = props;
  const [longitude, latitude] = toGcj(centre);
  const markers = pins.map(({ point, label: text, tone, sign, exact }, index) => ({
    id: index,
    ...at(point),
    ...pin(`${tone}-${sign.codePointAt(0)?.toString(16)}`, text),
    // A point that only stands for its neighbourhood is paler.
    alpha: exact === false ? 0.7 : 1,
  }));
  if (picked) {
    markers.push({ id: PICKED, ...at(picked), ...pin('picked', '选中的位置'), alpha: 1, zIndex: 1 });
  }
  return (
    <WechatMap
      className={`map ${className ?? ''}`}
      longitude={longitude}
      latitude={latitude}
      scale={zoom}
      markers={markers}
      includePoints={show?.map(at) ?? []}
      showLocation={Boolean(me)}
      enableScroll={!still}
      enableZoom={!still}
      aria-label={label}
      onTap={({ detail }: { detail: { longitude?: number; latitude?: number } }) => {
        if (detail.longitude && detail.latitude) onPick?.(fromGcj([detail.longitude, detail.latitude]));
      }}
      onMarkerTap={({ detail }) => {
        const pin = pins[Number(detail.markerId)];
        if (pin) onPinPress?.(pin.id);
      }}
      onRegionChange={({ type, detail }) => {
        // WeChat's event says where the map came to rest; Taro's type does not list it.
        const rest = detail as { centerLocation?: { longitude: number; latitude: number }; scale?: number };
        if (type === 'end' && rest.centerLocation) {
          const { longitude: lng, latitude: lat } = rest.centerLocation;
          onMove?.(fromGcj([lng, lat]), radiusAt(rest.scale ?? zoom));
        }
      }}
      onError={() => undefined}
    />
  );
}

function at(point: LngLat) {
  const [longitude, latitude] = toGcj(point);
  return { longitude, latitude };
}

/** A drop whose tip stands on the point: a picture of the package, drawn by scripts/draw-markers.mjs. */
function pin(name: string, title: string) {
  return {
    iconPath: `/markers/${name}.png`,
    width: 32,
    height: 40,
    anchor: { x: 0.5, y: 1 },
    title,
    ariaLabel: title,
    zIndex: 0,
  };
}

/** Half the width of a phone's map at a zoom level, roughly: how far to look for cases. */
function radiusAt(zoom: number): number {
  return Math.min(5000, Math.max(300, Math.round(1000 * 2 ** (15 - zoom))));
}
