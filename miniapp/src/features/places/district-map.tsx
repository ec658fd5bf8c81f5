import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { MapView } from '../../platform/map';
import type { MapProps } from '../../platform/map.types';
import { useAbout } from '../../platform/server';
import { useBaseMap } from './use-base-map';

type DistrictMapProps = Omit<MapProps, 'baseMap' | 'tiles' | 'centre'> & { centre?: LngLat | null };

/** The map of this district: its own outlines, or the tiles it was configured with. Opens at its centre. */
export function DistrictMap({ centre, ...props }: DistrictMapProps) {
  const about = useAbout();
  const baseMap = useBaseMap();
  const middle = centre ?? about?.map.centre ?? baseMap?.centre;
  if (!about || !middle) return <View className={`map ${props.className ?? ''}`} />;
  const { tilesUrl, attribution } = about.map;
  return (
    <MapView
      {...props}
      centre={middle}
      baseMap={baseMap}
      tiles={tilesUrl ? { url: tilesUrl, attribution } : null}
    />
  );
}
