import { errorTable } from '@gongzhi/shared/errors';
import type { Me, SessionTokens } from '@gongzhi/shared/identity/schema';
import { AppFailure } from './failure';
import { forget, recall, remember } from './storage';
import { createStore, useStore } from './store';

const KEY = 'session';
/** Whose session it was that ran out: what they have on this device waits for them, and for nobody else. */
const LAST = 'last-account';

/** Read from storage each time: another tab of the same browser may have renewed the tokens. */
export function tokens(): SessionTokens | null {
  return recall<SessionTokens>(KEY);
}

/** The tokens, of `as` where it matters who it is: somebody else may have signed in meanwhile. */
export function tokensFor(as?: string): SessionTokens {
  const kept = tokens();
  if (!kept || (as !== undefined && kept.accountId !== as)) {
    throw new AppFailure('NOT_SIGNED_IN', errorTable.NOT_SIGNED_IN.message, 401);
  }
  return kept;
}

const signedInStore = createStore<boolean>(false);
const ownerStore = createStore<string | null>(null);
let started = false;

function start(): void {
  if (started) return;
  started = true;
  signedInStore.set(tokens() !== null);
  ownerStore.set(deviceOwner());
}

/** Who is signed in, once it is known; `null` before the first answer and when nobody is. */
export const meStore = createStore<Me | null>(null);

export function keepTokens(next: SessionTokens): void {
  start();
  remember(KEY, next);
  remember(LAST, next.accountId);
  // Tokens are renewed often: only another person is news.
  if (ownerStore.get() !== next.accountId) ownerStore.set(next.accountId);
  if (!signedInStore.get()) signedInStore.set(true);
}

/** The session is over; whose it was is still known, see `forgetOwner`. */
export function endSession(): void {
  start();
  forget(KEY);
  meStore.set(null);
  if (signedInStore.get()) signedInStore.set(false);
}

/** Whose things on this device may be shown: those of who is signed in, or was until the session ran out. */
export function deviceOwner(): string | null {
  return tokens()?.accountId ?? recall<string>(LAST);
}

export function useDeviceOwner(): string | null {
  start();
  return useStore(ownerStore);
}

/** Who signs out leaves the device to others. */
export function forgetOwner(): void {
  start();
  forget(LAST);
  ownerStore.set(deviceOwner());
}

export function isSignedIn(): boolean {
  start();
  return signedInStore.get();
}

export function useSignedIn(): boolean {
  start();
  return useStore(signedInStore);
}

/** Calls each time somebody signed in. */
export function onSignIn(listener: () => void): void {
  start();
  for (const store of [signedInStore, ownerStore]) {
    store.subscribe(() => {
      if (signedInStore.get()) listener();
    });
  }
}
