/** Tells when another tab of this browser changed something under names that begin so. */
export function onStorageChanged(beginning: string, listener: () => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(`gz:${beginning}`)) listener();
  });
}
