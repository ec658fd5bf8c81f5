import { decode } from './bson-read';
import type { Collection, Index } from './catalog';
import { topFields } from './matcher';
import { scanCollection } from './scan';
import { duplicateKey, type Entry, type Storage } from './storage';
import type { Doc } from './values';

type Fresh = Entry & { rid: number };
/** So many entries are put in order together before they are written. */
const SORTED_TOGETHER = 400_000;

/** Fills new indexes from the documents in one reading; the caller's savepoint undoes a failed one. */
export function buildIndexes(storage: Storage, collection: Collection, specs: Doc[]): void {
  const building = specs.map((spec) => ({
    index: storage.catalog.addIndex(collection, spec),
    fresh: [] as Fresh[],
  }));
  const fields = new Set(building.flatMap(({ index }) => fieldsOf(index)));
  const write = () => {
    for (const { index, fresh } of building) writeSorted(storage, collection, index, fresh.splice(0));
  };
  let gathered = 0;
  for (const { rid, bytes } of scanCollection(storage, collection)) {
    const doc = decode(bytes, fields);
    for (const { index, fresh } of building) {
      const entries = storage.entriesOf(index, doc);
      for (const { key, values } of entries) fresh.push({ key, values: index.unique ? values : [], rid });
      gathered += entries.length;
    }
    if (gathered < SORTED_TOGETHER) continue;
    write();
    gathered = 0;
  }
  write();
}

/** The top-level fields an index is made of. */
const fieldsOf = ({ key, partial }: Index): string[] => [
  ...key.map(({ path }) => path.split('.', 1)[0] as string),
  ...(partial ? topFields(partial.filter) : []),
];

/** Writes entries in the order of the index, which touches each of its pages once. */
function writeSorted(storage: Storage, collection: Collection, index: Index, fresh: Fresh[]): void {
  fresh.sort((a, b) => Buffer.compare(a.key, b.key));
  storage.checkUnique(collection, index, fresh);
  const twin = index.unique && fresh.find(({ key }, i) => fresh[i + 1]?.key.equals(key));
  if (twin) throw duplicateKey(collection, index, twin.values);
  storage.addEntries(index, fresh);
}
