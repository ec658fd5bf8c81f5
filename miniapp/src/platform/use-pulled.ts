import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { useEffect, useRef } from 'react';

/** Pulling a page down reads it again, where the page's configuration allows it: in WeChat, whose users expect it. */
export function usePulled(reload: () => void, loading: boolean): void {
  const pulled = useRef(false);
  usePullDownRefresh(() => {
    pulled.current = true;
    reload();
  });
  useEffect(() => {
    if (loading || !pulled.current) return;
    pulled.current = false;
    Taro.stopPullDownRefresh();
  }, [loading]);
}
