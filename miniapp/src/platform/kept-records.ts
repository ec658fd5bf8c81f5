import { deviceOwner, useDeviceOwner } from './session';
import { forget, isUnkept, keysOf, recall, remember } from './storage';
import { onStorageChanged } from './storage-events';
import { createStore, useStore } from './store';

interface Kept {
  id: string;
  /** The account whose it is; nobody else sees it. */
  owner: string;
  /** Milliseconds. */
  changedAt: number;
}

export interface KeptRecords<T extends Kept> {
  /** Everybody's on this device, the last changed first. */
  all(): readonly T[];
  mine(): T[];
  useMine(): T[];
  /** Read anew each time: another tab may have gone on with it. */
  read(id: string): T | null;
  write(record: T): void;
  /** Changes the record as it is now; null when it is gone. */
  change(id: string, change: (record: T) => T): T | null;
  remove(id: string): void;
  /** Whether the device had no room for it, so that it lives as long as the page. */
  isUnkept(id: string): boolean;
}

/** Records of one kind in this device's storage, each under a key of its own: tabs do not overwrite each other's. */
export function keptRecords<T extends Kept>(kind: string, restored: (stored: T) => T): KeptRecords<T> {
  const prefix = `${kind}:`;
  const store = createStore<readonly T[]>([]);
  let loaded = false;

  const stored = (key: string): T | null => {
    const found = recall<T>(key);
    return found && restored(found);
  };
  const refresh = () => {
    const records = keysOf(prefix).flatMap((key) => stored(key) ?? []);
    store.set(records.sort((a, b) => b.changedAt - a.changedAt));
  };
  const load = () => {
    if (loaded) return;
    loaded = true;
    refresh();
    onStorageChanged(prefix, refresh);
  };
  const records: KeptRecords<T> = {
    all() {
      load();
      return store.get();
    },
    mine() {
      const owner = deviceOwner();
      return records.all().filter((record) => record.owner === owner);
    },
    useMine() {
      load();
      const owner = useDeviceOwner();
      return useStore(store).filter((record) => record.owner === owner);
    },
    read: (id) => stored(prefix + id),
    write(record) {
      load();
      remember(prefix + record.id, record);
      refresh();
    },
    change(id, change) {
      const record = records.read(id);
      const next = record && change(record);
      if (next && next !== record) records.write(next);
      return next;
    },
    remove(id) {
      load();
      forget(prefix + id);
      refresh();
    },
    isUnkept: (id) => isUnkept(prefix + id),
  };
  return records;
}
