import type { BaseTouchEvent, ITouchEvent } from '@tarojs/components/types/common';

declare module '@tarojs/components/types/common' {
  /** Taro hands these through to the page on the web; its own types do not know them. */
  // biome-ignore lint/suspicious/noExplicitAny: must repeat Taro's own type parameter to merge with it
  interface EventProps<TouchEvent extends BaseTouchEvent<any> = ITouchEvent> {
    role?: string;
    tabIndex?: number;
  }
}
