/** Only a browser has tabs that share a storage; see storage-events.h5.ts. */
export function onStorageChanged(_beginning: string, _listener: (key: string | null) => void): void {}
