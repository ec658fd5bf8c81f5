import Taro from '@tarojs/taro';

/** Says for a moment that something was done. */
export function tell(words: string, ms = 2000): void {
  void Taro.showToast({ title: words, icon: 'none', duration: ms });
}
