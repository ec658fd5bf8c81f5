import { recall, remember } from './storage';
import { createStore, useStore } from './store';

export interface Preferences {
  /** Larger type and targets, one column, fewer things. */
  elderly: boolean;
}

const store = createStore<Preferences>({ elderly: false });
let loaded = false;

function load(): void {
  if (loaded) return;
  loaded = true;
  store.set({ ...store.get(), ...recall<Preferences>('preferences') });
}

export function setPreferences(change: Partial<Preferences>): void {
  load();
  const next = { ...store.get(), ...change };
  remember('preferences', next);
  store.set(next);
}

export function usePreferences(): Preferences {
  load();
  return useStore(store);
}
