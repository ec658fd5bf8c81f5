import { decode } from './bson-read';
import type { Collection, Index } from './catalog';
import { encodeValue, invert } from './index-keys';
import type { Storage } from './storage';

/** As many in one transaction, so that nobody waits long for a sweep. */
const AT_ONCE = 1000;

/** Removes the documents whose date in a TTL index is older than the index allows. */
export function sweepExpired(storage: Storage, now: Date): void {
  for (const collection of storage.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      const limit = new Date(now.getTime() - index.expireAfterSeconds * 1000);
      while (storage.atomically(() => removeOlder(storage, collection, index, limit)) === AT_ONCE);
    }
  }
}

function removeOlder(storage: Storage, collection: Collection, index: Index, limit: Date): number {
  const before = encodeValue(limit);
  const first = before.subarray(0, 1);
  // Dates only: the stretch ends, or downward begins, at the type's first byte.
  const [from, to] =
    index.key[0]?.direction === -1
      ? [invert(before), Buffer.concat([invert(first), Buffer.from([0xff])])]
      : [first, before];
  const found = storage.sql.all(
    `select distinct rid from ${index.table} where k >= ? and k < ? limit ${AT_ONCE}`,
    [from, to],
  );
  for (const { rid } of found) {
    const bytes = storage.read(collection, Number(rid));
    if (bytes) storage.remove(collection, Number(rid), decode(bytes));
  }
  return found.length;
}
