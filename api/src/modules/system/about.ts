import type { About } from '@gongzhi/shared/system/contract';
import { district } from '../places/place-index';
import { systemSetup } from './system-setup';

/** Where this is, how one signs in and which map is used: the first thing the apps ask. */
export function aboutHere(now: Date): About {
  const { version, demo, wechat, map } = systemSetup();
  const here = district();
  return {
    name: here ? `${here.name}共治` : '共治',
    version,
    district: here && { code: here.code, name: here.name },
    demo,
    wechat,
    map: {
      tilesUrl: map.tilesUrl ?? null,
      attribution: map.attribution,
      centre: here?.centre ?? null,
    },
    now: now.toISOString(),
  };
}
