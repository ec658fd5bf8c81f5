/** `tell`: whether there is a network, now and at each change; `wake`: it is back, or the page was brought to the front. */
export function watchNetwork(tell: (online: boolean) => void, wake: () => void): void {
  tell(navigator.onLine);
  window.addEventListener('offline', () => tell(false));
  window.addEventListener('online', () => {
    tell(true);
    wake();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
}
