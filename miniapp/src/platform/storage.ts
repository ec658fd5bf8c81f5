import Taro from '@tarojs/taro';

const PREFIX = 'gz:';

/** Small things kept on this device. A full or forbidden storage loses the value, never the page. */
export function recall<T>(key: string): T | null {
  try {
    const text: unknown = Taro.getStorageSync(PREFIX + key);
    return typeof text === 'string' && text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Whether it was kept: with private browsing or no room the value lives only as long as the page. */
export function remember(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(PREFIX + key);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}

/** Empties the storage of this device, but for what begins so. */
export function forgetAllBut(beginnings: readonly string[]): void {
  const spared = beginnings.flatMap(keysOf);
  for (const key of keysOf('')) if (!spared.includes(key)) forget(key);
}

/** The keys of all that is kept under names that begin so. */
export function keysOf(beginning: string): string[] {
  try {
    const { keys } = Taro.getStorageInfoSync();
    return keys
      .filter((key) => key.startsWith(PREFIX + beginning))
      .map((key) => key.slice(PREFIX.length))
      .sort();
  } catch {
    return [];
  }
}
