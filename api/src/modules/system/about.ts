import type { About } from '@gongzhi/shared/system/contract';
import { findBureau } from '../organisations/organisations.queries';
import { district } from '../places/place-index';
import { systemSetup } from './system-setup';

/** Where this is, how one signs in and which map is used: the first thing the apps ask. */
export async function aboutHere(now: Date): Promise<About> {
  const { version, demo, wechat, map } = systemSetup();
  const here = district();
  const bureau = await findBureau();
  return {
    name: here ? `${here.name}共治` : '共治',
    version,
    district: here && { code: here.code, name: here.name },
    bureau: bureau && { name: bureau.name, phone: bureau.phone, address: bureau.address },
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
