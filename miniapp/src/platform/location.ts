import type { LngLat } from '@gongzhi/shared/fields';
import Taro from '@tarojs/taro';
import { askPrivacyAgain, privacyAgreed } from './privacy';

const PATIENCE_MS = 8000;

/** Where this device is (WGS-84), or null when it may not or cannot say: every page works without. */
export async function whereAmI(): Promise<LngLat | null> {
  if (!(await privacyAgreed('location'))) return null;
  const position = Taro.getLocation({ type: 'wgs84' }).then(
    ({ longitude, latitude }): LngLat => [longitude, latitude],
    () => null,
  );
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  return Promise.race([position, patience]);
}

/** The same because somebody pressed for it: whoever refused the privacy guide before is asked once more. */
export function findMe(): Promise<LngLat | null> {
  askPrivacyAgain();
  return whereAmI();
}
