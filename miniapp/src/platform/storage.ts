import Taro from '@tarojs/taro';
import { onStorageChanged } from './storage-events';

const PREFIX = 'gz:';
/** What the device had no room for, or would not keep: it lives as long as the page. */
const unkept = new Map<string, string>();

// What another tab has kept since is newer: it may have signed out.
onStorageChanged('', (key) => {
  if (key === null) unkept.clear();
  else unkept.delete(key);
});

/** Small things kept on this device; one that could not be kept is there until the page closes. */
export function recall<T>(key: string): T | null {
  try {
    const text: unknown = unkept.get(key) ?? Taro.getStorageSync(PREFIX + key);
    return typeof text === 'string' && text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Whether it was kept: with private browsing or no room the value lives only as long as the page. */
export function remember(key: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  try {
    Taro.setStorageSync(PREFIX + key, text);
    unkept.delete(key);
    return true;
  } catch {
    unkept.set(key, text);
    return false;
  }
}

export function isUnkept(key: string): boolean {
  return unkept.has(key);
}

export function forget(key: string): void {
  unkept.delete(key);
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
  const keys = new Set([...unkept.keys(), ...keptKeys()]);
  return [...keys].filter((key) => key.startsWith(beginning)).sort();
}

function keptKeys(): string[] {
  try {
    const { keys } = Taro.getStorageInfoSync();
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
