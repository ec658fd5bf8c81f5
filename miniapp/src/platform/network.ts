import Taro from '@tarojs/taro';
import { createStore, useStore } from './store';

/** Whether this device says it has a network. It may be wrong about a good one, not about none. */
const onlineStore = createStore(true);
const wakers = new Set<() => void>();
let started = false;

function start(): void {
  if (started) return;
  started = true;
  const wake = () => {
    for (const waker of [...wakers]) waker();
  };
  Taro.getNetworkType().then(
    ({ networkType }) => onlineStore.set(networkType !== 'none'),
    () => undefined,
  );
  Taro.onNetworkStatusChange(({ isConnected }) => {
    onlineStore.set(isConnected);
    if (isConnected) wake();
  });
  Taro.onAppShow(wake);
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
