import { View } from '@tarojs/components';
import { Tag } from '../../components/state-tag';
import type { MapPin } from '../../platform/map.types';
import './map-summary.scss';

/** What a map of cases shows, in words; the same colours and signs explain its pins. */
export function MapSummary({ pins, where }: { pins: readonly MapPin[]; where: string }) {
  const count = (tone: MapPin['tone']) => pins.filter((pin) => pin.tone === tone).length;
  const late = count('late');
  const due = count('due');
  const solved = count('solved');
  const rest = pins.length - late - due - solved;
  return (
    <View className="map-summary" role="status">
      <View className="map-summary__where">{`${where} ${pins.length} 件`}</View>
      {rest > 0 ? <Tag tone="action" icon="working">{`在办 ${rest}`}</Tag> : null}
      {due > 0 ? <Tag tone="due">{`快到期 ${due}`}</Tag> : null}
      {late > 0 ? <Tag tone="late">{`超时 ${late}`}</Tag> : null}
      {solved > 0 ? <Tag tone="solved" icon="solved">{`已解决 ${solved}`}</Tag> : null}
    </View>
  );
}
