/** Tells when another tab of this browser changed something under names that begin so, and which; null is everything. */
export function onStorageChanged(beginning: string, listener: (key: string | null) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null) listener(null);
    else if (key.startsWith(`gz:${beginning}`)) listener(key.slice('gz:'.length));
  });
}
