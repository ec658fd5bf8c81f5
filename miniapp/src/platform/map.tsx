import type { LngLat } from '@gongzhi/shared/fields';
import { Map as WechatMap } from '@tarojs/components';
import { fromGcj, toGcj } from './gcj';
import './map.scss';
import type { MapProps } from './map.types';

const PICKED = 9_000_000;

const colours = {
  neutral: '#0b5d5b',
  due: '#8a5300',
  late: '#b3261e',
  solved: '#1f6b35',
  refused: '#55605e',
};

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
  } = props;
  const [longitude, latitude] = toGcj(centre);
  const markers = pins.map(({ point, label: text, tone, sign }, index) => ({
    id: index,
    ...at(point),
    iconPath: '',
    width: 1,
    height: 1,
    title: text,
    label: mark(sign, colours[tone]),
  }));
  if (picked) {
    markers.push({
      id: PICKED,
      ...at(picked),
      iconPath: '',
      width: 1,
      height: 1,
      title: '选中的位置',
      label: mark('问题在这里', colours.neutral),
    });
  }
  return (
    <WechatMap
      className={`map ${className ?? ''}`}
      longitude={longitude}
      latitude={latitude}
      scale={zoom}
      markers={markers}
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
        const rest = detail as { centerLocation?: { longitude: number; latitude: number } };
        if (type === 'end' && rest.centerLocation) {
          onMove?.(fromGcj([rest.centerLocation.longitude, rest.centerLocation.latitude]), radiusAt(zoom));
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

function mark(content: string, bgColor: string) {
  return {
    content,
    color: '#ffffff',
    fontSize: 12,
    bgColor,
    padding: 5,
    borderRadius: 12,
    borderWidth: 1,
    borderColor: '#ffffff',
    anchorX: -10,
    anchorY: -24,
    textAlign: 'left' as const,
  };
}

/** Half the width of a phone's map at a zoom level, roughly: how far to look for cases. */
function radiusAt(zoom: number): number {
  return Math.min(5000, Math.max(300, Math.round(1000 * 2 ** (15 - zoom))));
}
