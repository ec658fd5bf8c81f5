import { watchNetwork } from './network-events';
import { createStore, useStore } from './store';

/** Whether this device says it has a network. It may be wrong about a good one, not about none. */
const onlineStore = createStore(true);
const wakers = new Set<() => void>();
let started = false;

function start(): void {
  if (started) return;
  started = true;
  watchNetwork(onlineStore.set, () => {
    for (const waker of [...wakers]) waker();
  });
}

export function isOnline(): boolean {
  start();
  return onlineStore.get();
}

export function useOnline(): boolean {
  start();
  return useStore(onlineStore);
}

/** Calls when what had failed is worth another try: the network came back, or the app was brought to the front. */
export function onWake(waker: () => void): void {
  start();
  wakers.add(waker);
}
