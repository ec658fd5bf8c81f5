import { decode, encode } from './bson-read';
import { StoreError } from './errors';
import { type Filter, parseFilter } from './filter';
import type { KeySpec } from './index-keys';
import { compileMatcher, type Matcher } from './matcher';
import type { Sqlite } from './sqlite';
import { type Doc, numeric } from './values';

export type Index = {
  id: number;
  name: string;
  table: string;
  /** The specification as it was given, with its name. */
  spec: Doc;
  key: KeySpec;
  unique: boolean;
  sparse: boolean;
  partial?: { filter: Filter; matches: Matcher };
  expireAfterSeconds?: number;
  /** For each field of the key, whether any document has an array there. */
  multikey: boolean[];
};

export type Collection = {
  id: number;
  db: string;
  name: string;
  ns: string;
  table: string;
  indexes: Index[];
};

const SCHEMA = `
create table if not exists collections(id integer primary key, db text not null, name text not null,
  unique(db, name));
create table if not exists indexes(id integer primary key, collection integer not null, spec blob not null,
  multikey text not null);`;

/** Which databases, collections and indexes exist; kept in memory as well as in the file. */
export class Catalog {
  private readonly byNamespace = new Map<string, Collection>();
  /** Grows with each change, so that an undone one is noticed. */
  version = 0;

  constructor(private readonly sql: Sqlite) {
    sql.exec(SCHEMA);
    this.reload();
  }

  /** Reads everything again, after a transaction was rolled back. */
  reload(): void {
    this.byNamespace.clear();
    const byId = new Map<number, Collection>();
    for (const row of this.sql.all('select id, db, name from collections order by id')) {
      const collection = describe(Number(row.id), String(row.db), String(row.name));
      this.byNamespace.set(collection.ns, collection);
      byId.set(collection.id, collection);
    }
    for (const row of this.sql.all('select id, collection, spec, multikey from indexes order by id')) {
      const index = describeIndex(Number(row.id), decode(row.spec as Uint8Array));
      index.multikey = JSON.parse(String(row.multikey));
      byId.get(Number(row.collection))?.indexes.push(index);
    }
  }

  get(db: string, name: string): Collection | undefined {
    return this.byNamespace.get(`${db}.${name}`);
  }

  all(): Collection[] {
    return [...this.byNamespace.values()];
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter((collection) => collection.db === db);
  }

  create(db: string, name: string): Collection {
    if (!name || name.includes('$') || name.includes('\0') || name.startsWith('.'))
      throw new StoreError(73, `Invalid collection name: ${name}`);
    this.version++;
    this.sql.run('insert into collections(db, name) values(?, ?)', [db, name]);
    const collection = describe(this.sql.lastRowId(), db, name);
    this.sql.exec(`create table ${collection.table}(rid integer primary key, doc blob not null)`);
    this.byNamespace.set(collection.ns, collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: '_id_' });
    return collection;
  }

  drop(collection: Collection): void {
    this.version++;
    this.sql.forgetStatements();
    for (const index of collection.indexes) this.sql.exec(`drop table ${index.table}`);
    this.sql.exec(`drop table ${collection.table}`);
    this.sql.run('delete from indexes where collection = ?', [collection.id]);
    this.sql.run('delete from collections where id = ?', [collection.id]);
    this.byNamespace.delete(collection.ns);
  }

  /** Adds an empty index; filling it is the caller's. */
  addIndex(collection: Collection, spec: Doc): Index {
    this.version++;
    const multikey = JSON.stringify(Object.keys(spec.key as Doc).map(() => false));
    this.sql.run('insert into indexes(collection, spec, multikey) values(?, ?, ?)', [
      collection.id,
      encode(spec),
      multikey,
    ]);
    const index = describeIndex(this.sql.lastRowId(), spec);
    this.sql.exec(
      `create table ${index.table}(k blob not null, rid integer not null, primary key(k, rid)) without rowid`,
    );
    collection.indexes.push(index);
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    this.version++;
    this.sql.forgetStatements();
    this.sql.exec(`drop table ${index.table}`);
    this.sql.run('delete from indexes where id = ?', [index.id]);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }

  /** Remembers that arrays were met, before the planner could trust that there are none. */
  markMultikey(index: Index, fields: boolean[]): void {
    if (!fields.some((is, i) => is && !index.multikey[i])) return;
    this.version++;
    index.multikey = index.multikey.map((was, i) => was || (fields[i] ?? false));
    this.sql.run('update indexes set multikey = ? where id = ?', [JSON.stringify(index.multikey), index.id]);
  }
}

const describe = (id: number, db: string, name: string): Collection => ({
  id,
  db,
  name,
  ns: `${db}.${name}`,
  table: `d${id}`,
  indexes: [],
});

function describeIndex(id: number, spec: Doc): Index {
  const key = Object.entries(spec.key as Doc).map(([path, direction]) => ({
    path,
    direction: (Number(numeric(direction)) < 0 ? -1 : 1) as 1 | -1,
  }));
  const filter = spec.partialFilterExpression && parseFilter(spec.partialFilterExpression as Doc);
  const expire = spec.expireAfterSeconds;
  return {
    id,
    name: spec.name as string,
    table: `i${id}`,
    spec,
    key,
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial: filter ? { filter, matches: compileMatcher(filter) } : undefined,
    expireAfterSeconds: expire === undefined ? undefined : Number(numeric(expire)),
    multikey: key.map(() => false),
  };
}
