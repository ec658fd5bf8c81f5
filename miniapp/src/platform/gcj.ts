import type { LngLat } from '@gongzhi/shared/fields';
import gcoord from 'gcoord';

/** WeChat's map draws in GCJ-02; everything else here is WGS-84. */
export function toGcj([lng, lat]: LngLat): LngLat {
  return gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as LngLat;
}

export function fromGcj([lng, lat]: LngLat): LngLat {
  return gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84) as LngLat;
}
