import { useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { recall, remember } from './storage';
import { createStore, useStore } from './store';
import { showLook, systemWantsLargeType, watchSystem } from './system-look';

export interface Preferences {
  /** 关怀模式: larger type and targets, one column, fewer things. `system` follows WeChat's or the browser's type size. */
  elderly: 'system' | 'on' | 'off';
  /** `system` follows the device's dark mode. */
  look: 'system' | 'light' | 'dark';
}

const KEY = 'preferences';
const preferences = createStore<Preferences>({ elderly: 'system', look: 'system' });
const largeType = createStore(false);
let loaded = false;

function load(): void {
  if (loaded) return;
  loaded = true;
  readAgain();
  watchSystem(readAgain);
}

/** What this device keeps and what its system asks for now. */
function readAgain(): void {
  const large = systemWantsLargeType();
  if (large !== largeType.get()) largeType.set(large);
  const kept = recall<{ elderly?: Preferences['elderly'] | boolean; look?: Preferences['look'] }>(KEY);
  const elderly = kept?.elderly ?? 'system';
  const next: Preferences = {
    // Earlier versions kept a yes or no.
    elderly: typeof elderly === 'string' ? elderly : elderly ? 'on' : 'system',
    look: kept?.look ?? 'system',
  };
  const now = preferences.get();
  if (next.elderly !== now.elderly || next.look !== now.look) preferences.set(next);
  show();
}

const isElderly = () =>
  preferences.get().elderly === 'on' || (preferences.get().elderly === 'system' && largeType.get());

function show(): void {
  showLook({ elderly: isElderly(), look: preferences.get().look });
}

export function setPreferences(change: Partial<Preferences>): void {
  load();
  const next = { ...preferences.get(), ...change };
  remember(KEY, next);
  preferences.set(next);
  show();
}

export function usePreferences(): Preferences {
  load();
  return useStore(preferences);
}

/** Whether pages are shown with larger type and fewer things. */
export function useElderly(): boolean {
  load();
  useStore(preferences);
  useStore(largeType);
  return isElderly();
}

/** The classes of a page's outermost element; the system may have changed its mind while the page was away. */
export function useLook(): string {
  const { look } = usePreferences();
  const elderly = useElderly();
  const shown = useRef(false);
  useDidShow(() => {
    // What was read for the first sight of the page is fresh, and reading makes the browser lay the page out.
    if (shown.current) readAgain();
    shown.current = true;
  });
  useEffect(load, []);
  return [elderly ? 'elderly' : '', look === 'system' ? '' : look].filter(Boolean).join(' ');
}
