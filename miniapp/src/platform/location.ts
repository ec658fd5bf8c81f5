import type { LngLat } from '@gongzhi/shared/fields';
import Taro from '@tarojs/taro';

const PATIENCE_MS = 8000;

/** Where this device is (WGS-84), or null when it may not or cannot say: every page works without. */
export async function whereAmI(): Promise<LngLat | null> {
  const position = Taro.getLocation({ type: 'wgs84' }).then(
    ({ longitude, latitude }): LngLat => [longitude, latitude],
    () => null,
  );
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  return Promise.race([position, patience]);
}
