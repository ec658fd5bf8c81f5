import Taro from '@tarojs/taro';

/** Small things kept on this device. A full or forbidden storage loses the value, never the page. */
export function recall<T>(key: string): T | null {
  try {
    const text: unknown = Taro.getStorageSync(`gz:${key}`);
    return typeof text === 'string' && text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(`gz:${key}`, JSON.stringify(value));
  } catch {
    // Private browsing or no room: the value lives only as long as the page.
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(`gz:${key}`);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}

/** Leaves nothing of a person on this device. */
export function forgetAll(): void {
  try {
    Taro.clearStorageSync();
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}
