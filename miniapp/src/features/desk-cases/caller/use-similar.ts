import type { LngLat } from '@gongzhi/shared/fields';
import { useRemote } from '../../../platform/use-remote';
import { similarCases } from '../api';

/** Open cases that may be the same problem; asked again when the spot or the class changes. */
export function useSimilar(point: LngLat | null, matterCode: string | null, groupCode: string | null) {
  const key = point ? [...point, matterCode, groupCode].join() : null;
  return useRemote(key, async () => {
    const [lng, lat] = point ?? [0, 0];
    const { items } = await similarCases({
      lng,
      lat,
      ...(matterCode ? { matterCode } : groupCode ? { groupCode } : {}),
    });
    return items;
  });
}
