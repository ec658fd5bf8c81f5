import type { Me, SessionTokens } from '@gongzhi/shared/identity/schema';
import { forget, recall, remember } from './storage';
import { createStore, useStore } from './store';

const KEY = 'session';

/** Read from storage each time: another tab of the same browser may have renewed the tokens. */
export function tokens(): SessionTokens | null {
  return recall<SessionTokens>(KEY);
}

const signedInStore = createStore<boolean>(false);
let started = false;

function start(): void {
  if (started) return;
  started = true;
  signedInStore.set(tokens() !== null);
}

/** Who is signed in, once it is known; `null` before the first answer and when nobody is. */
export const meStore = createStore<Me | null>(null);

export function keepTokens(next: SessionTokens): void {
  start();
  remember(KEY, next);
  if (!signedInStore.get()) signedInStore.set(true);
}

export function endSession(): void {
  start();
  forget(KEY);
  meStore.set(null);
  if (signedInStore.get()) signedInStore.set(false);
}

export function isSignedIn(): boolean {
  start();
  return signedInStore.get();
}

export function useSignedIn(): boolean {
  start();
  return useStore(signedInStore);
}
