import { encode } from './bson-read';
import { Catalog, type Collection, type Index } from './catalog';
import { StoreError } from './errors';
import { type DocumentKeys, keysOf } from './index-keys';
import { Sqlite } from './sqlite';
import type { Doc, Value } from './values';

export const MAX_DOCUMENT = 16 * 1024 * 1024;
/** What an index holds of a document; a refusal shows the values. */
export type Entry = { key: Buffer; values: Value[] };

/** Documents and their index entries, always written together. */
export class Storage {
  readonly sql: Sqlite;
  readonly catalog: Catalog;

  constructor(file: string) {
    this.sql = new Sqlite(file);
    this.catalog = new Catalog(this.sql);
  }

  close(): void {
    this.sql.close();
  }

  read(collection: Collection, rid: number): Uint8Array | undefined {
    return this.sql.all(`select doc from ${collection.table} where rid = ?`, [rid])[0]?.doc as
      | Uint8Array
      | undefined;
  }

  /** Nothing is written when a unique index or the size forbids it. */
  insert(collection: Collection, doc: Doc): void {
    const bytes = sized(doc, 10334, 'object to insert');
    const entries = collection.indexes.map((index) => this.entriesOf(index, doc));
    for (const [i, index] of collection.indexes.entries())
      this.checkUnique(collection, index, entries[i] as Entry[]);
    this.sql.run(`insert into ${collection.table}(doc) values(?)`, [bytes]);
    const rid = this.sql.lastRowId();
    collection.indexes.forEach((index, i) => {
      this.addEntries(
        index,
        (entries[i] as Entry[]).map(({ key }) => ({ key, rid })),
      );
    });
  }

  /** Returns whether anything changed. */
  replace(collection: Collection, rid: number, before: Doc, after: Doc): boolean {
    const bytes = sized(after, 17419, 'Resulting document after update');
    if (Buffer.compare(bytes, encode(before)) === 0) return false;
    const changes = collection.indexes.map((index) => {
      const old = this.entriesOf(index, before);
      const fresh = this.entriesOf(index, after);
      return { index, gone: without(old, fresh), added: without(fresh, old) };
    });
    for (const { index, added } of changes) this.checkUnique(collection, index, added);
    this.sql.run(`update ${collection.table} set doc = ? where rid = ?`, [bytes, rid]);
    for (const { index, gone, added } of changes) {
      for (const { key } of gone) this.removeEntry(index, key, rid);
      this.addEntries(
        index,
        added.map(({ key }) => ({ key, rid })),
      );
    }
    return true;
  }

  remove(collection: Collection, rid: number, doc: Doc): void {
    for (const index of collection.indexes)
      for (const { key } of this.entriesOf(index, doc)) this.removeEntry(index, key, rid);
    this.sql.run(`delete from ${collection.table} where rid = ?`, [rid]);
  }

  /** Runs `work` so that an error leaves neither file nor catalogue changed; may be nested. */
  atomically<T>(work: () => T): T {
    const outer = !this.sql.inTransaction;
    const version = this.catalog.version;
    this.sql.exec(outer ? 'begin immediate' : 'savepoint step');
    try {
      const result = work();
      this.sql.exec(outer ? 'commit' : 'release step');
      return result;
    } catch (error) {
      // SQLite itself rolls back after some failures, such as a full disk.
      if (this.sql.inTransaction) this.sql.exec(outer ? 'rollback' : 'rollback to step; release step');
      if (this.catalog.version !== version) this.catalog.reload();
      throw error;
    }
  }

  entriesOf(index: Index, doc: Doc): Entry[] {
    if (index.partial && !index.partial.matches(doc)) return [];
    const found: DocumentKeys = keysOf(doc, index.key);
    if (index.sparse && !found.present) return [];
    if (found.multikey.includes(true)) this.catalog.markMultikey(index, found.multikey);
    return found.keys.map((key, i) => ({ key, values: found.values[i] as Value[] }));
  }

  checkUnique(collection: Collection, index: Index, entries: Entry[]): void {
    if (!index.unique) return;
    for (const { key, values } of entries) {
      if (this.sql.all(`select 1 from ${index.table} where k = ? limit 1`, [key]).length)
        throw duplicateKey(collection, index, values);
    }
  }

  addEntries(index: Index, entries: readonly { key: Buffer; rid: number }[]): void {
    for (let at = 0; at < entries.length; ) {
      // Rows by the dozen share the cost of a statement; few shapes of it are kept.
      const count = entries.length - at >= 32 ? 32 : entries.length - at >= 8 ? 8 : 1;
      const values = entries.slice(at, at + count).flatMap(({ key, rid }) => [key, rid]);
      const rows = Array(count).fill('(?, ?)').join();
      this.sql.run(`insert into ${index.table}(k, rid) values ${rows}`, values);
      at += count;
    }
  }

  private removeEntry(index: Index, key: Buffer, rid: number): void {
    this.sql.run(`delete from ${index.table} where k = ? and rid = ?`, [key, rid]);
  }
}

function sized(doc: Doc, code: number, what: string): Uint8Array {
  const bytes = encode(doc);
  if (bytes.length > MAX_DOCUMENT)
    throw new StoreError(code, `${what} is too large: ${bytes.length} bytes, the most is ${MAX_DOCUMENT}`);
  return bytes;
}

const without = (entries: Entry[], others: Entry[]): Entry[] =>
  entries.filter(({ key }) => !others.some((other) => other.key.equals(key)));

export function duplicateKey(collection: Collection, index: Index, values: Value[]): StoreError {
  const keyValue = Object.fromEntries(index.key.map(({ path }, i) => [path, values[i] ?? null]));
  const shown = index.key.map(({ path }, i) => `${path}: ${show(values[i] ?? null)}`).join(', ');
  return new StoreError(
    11000,
    `E11000 duplicate key error collection: ${collection.ns} index: ${index.name} dup key: { ${shown} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

const show = (v: Value): string =>
  typeof v === 'bigint'
    ? String(v)
    : typeof v === 'object' && v !== null && '_bsontype' in v
      ? String(v)
      : JSON.stringify(v);
