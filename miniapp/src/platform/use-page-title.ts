import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';

/** Keeps the platform's own title the page's, also when it becomes known later; a page behind leaves it alone. */
export function usePageTitle(title: string): void {
  const inFront = useRef(true);
  const show = () => void Taro.setNavigationBarTitle({ title });
  useDidShow(() => {
    inFront.current = true;
    show();
  });
  useDidHide(() => {
    inFront.current = false;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new title is news
  useEffect(() => {
    if (inFront.current) show();
  }, [title]);
}
