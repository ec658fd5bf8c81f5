import Taro from '@tarojs/taro';

/** `tell`: whether there is a network, now and at each change; `wake`: it is back, or another, or the app was brought to the front. */
export function watchNetwork(tell: (online: boolean) => void, wake: () => void): void {
  Taro.getNetworkType().then(
    ({ networkType }) => tell(networkType !== 'none'),
    () => undefined,
  );
  Taro.onNetworkStatusChange(({ isConnected }) => {
    tell(isConnected);
    if (isConnected) wake();
  });
  Taro.onAppShow(wake);
}
