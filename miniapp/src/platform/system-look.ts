import Taro from '@tarojs/taro';

/** What a page looks like, once the system's wish and the person's own have been put together. */
export interface Look {
  elderly: boolean;
  look: 'system' | 'light' | 'dark';
}

/** WeChat writes at 16 to 17 px; its own 关怀模式 at 23.8 px. */
const LARGE_PX = 20;
const LARGE_SCALE = 1.25;

export function systemWantsLargeType(): boolean {
  const base = Taro.getAppBaseInfo() as { fontSizeSetting?: number; fontSizeScaleFactor?: number };
  return (base.fontSizeSetting ?? 0) >= LARGE_PX || (base.fontSizeScaleFactor ?? 1) >= LARGE_SCALE;
}

export function watchSystem(changed: () => void): void {
  Taro.onThemeChange?.(changed);
}

/** Native parts around the page: its bar and what shows when it is pulled. The page itself carries classes. */
export function showLook({ look }: Look): void {
  const dark = look === 'dark' || (look === 'system' && Taro.getAppBaseInfo().theme === 'dark');
  const nothing = () => undefined;
  Taro.setNavigationBarColor({
    frontColor: dark ? '#ffffff' : '#000000',
    backgroundColor: dark ? '#121716' : '#ffffff',
  }).catch(nothing);
  Taro.setBackgroundColor({ backgroundColor: dark ? '#121716' : '#f7f6f3' }).catch(nothing);
  Taro.setBackgroundTextStyle({ textStyle: dark ? 'light' : 'dark' }).catch(nothing);
}
