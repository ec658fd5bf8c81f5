import { encode } from '../bson-read';
import { buildIndexes } from '../build-indexes';
import { StoreError, unsupported } from '../errors';
import { type Filter, parseFilter } from '../filter';
import { type Doc, equalValues, isDoc, isNumber, numeric, type Value } from '../values';
import { cursorReply } from '../wire';
import { arrayField, type Command, type Context, collectionName, collectionOf, keyText } from './command';

const OPTIONS = new Set(
  'v key name unique sparse partialFilterExpression expireAfterSeconds background'.split(' '),
);
const cannot = (message: string) => new StoreError(67, message);

export const createIndexes: Command = {
  fields: 'indexes commitQuorum',
  writes: true,
  run(context) {
    const { storage, body, db } = context;
    const created = !collectionOf(context);
    const collection = collectionOf(context) ?? storage.catalog.create(db, collectionName(context));
    const numIndexesBefore = created ? 1 : collection.indexes.length;
    const missing: Doc[] = [];
    for (const spec of arrayField(body, 'indexes').map(normalise)) {
      if (!alreadyThere([...collection.indexes.map((i) => i.spec), ...missing], spec)) missing.push(spec);
    }
    if (missing.length > 0) storage.atomically(() => buildIndexes(storage, collection, missing));
    const numIndexesAfter = collection.indexes.length;
    const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: created, ...note, ok: 1 };
  },
};

/** Checks a specification and brings it to the form that is kept. */
function normalise(given: Value): Doc {
  if (!isDoc(given) || !isDoc(given.key))
    throw new StoreError(9, "The 'key' field is a required property of an index specification");
  for (const option of Object.keys(given))
    if (!OPTIONS.has(option)) throw unsupported(`the index option '${option}'`, 197);
  const paths = Object.entries(given.key);
  if (paths.length === 0) throw cannot('Index keys cannot be an empty object');
  for (const [path, direction] of paths) checkKey(path, direction);
  const { key, unique, sparse, partialFilterExpression, expireAfterSeconds } = given;
  const name = given.name ?? keyText(key as Doc);
  if (typeof name !== 'string' || name === '') throw cannot('The index name cannot be empty');
  const spec: Doc = { v: 2, key: key as Doc, name };
  if (isTrue(unique)) spec.unique = true;
  if (isTrue(sparse)) spec.sparse = true;
  if (partialFilterExpression !== undefined) {
    if (!isDoc(partialFilterExpression))
      throw new StoreError(14, "The field 'partialFilterExpression' must be an object");
    if (spec.sparse) throw cannot('cannot mix "partialFilterExpression" and "sparse" options');
    checkPartial(parseFilter(partialFilterExpression), 0);
    spec.partialFilterExpression = partialFilterExpression;
  }
  if (expireAfterSeconds !== undefined) {
    if (!isNumber(expireAfterSeconds) || Number(numeric(expireAfterSeconds)) < 0)
      throw cannot('TTL index expireAfterSeconds must be a number of 0 or more');
    if (paths.length > 1)
      throw cannot('TTL indexes are single-field indexes, compound indexes do not support TTL');
    spec.expireAfterSeconds = expireAfterSeconds;
  }
  return spec;
}

const isTrue = (v: Value | undefined) => v === true || (isNumber(v) && Number(numeric(v)) !== 0);

function checkKey(path: string, direction: Value): void {
  if (typeof direction === 'string') throw unsupported(`an index of the kind '${direction}'`, 67);
  const n = isNumber(direction) ? Number(numeric(direction)) : 0;
  if (n !== 1 && n !== -1) throw cannot(`Values in the index key pattern must be 1 or -1: ${path}`);
  const parts = path.split('.');
  if (parts.includes('')) throw cannot('Index keys cannot contain an empty field.');
  if (parts.some((part) => part.startsWith('$') || /^\d+$/.test(part)))
    throw unsupported(`an index on the path '${path}'`, 67);
}

/** What MongoDB allows in a partial index's filter. */
function checkPartial(filter: Filter, depth: number): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const child of filter.children) checkPartial(child, depth + 1);
      return;
    case 'eq':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'in':
    case 'exists':
    case 'type':
      return;
    default:
      throw cannot(`Expression not supported in partial index: $${filter.kind}`);
  }
}

/** The same index again is fine; the same key or name for another one is not. */
function alreadyThere(existing: Doc[], spec: Doc): boolean {
  for (const other of existing) {
    const sameKey = keyText(other.key as Doc) === keyText(spec.key as Doc);
    const sameFilter = equalValues(other.partialFilterExpression, spec.partialFilterExpression);
    const sameName = other.name === spec.name;
    if (other.name === '_id_' && sameKey) return true;
    if (sameKey && sameFilter) {
      if (!sameOptions(other, spec))
        throw new StoreError(
          sameName ? 86 : 85,
          `An equivalent index already exists with different options: ${String(other.name)}`,
        );
      if (!sameName)
        throw new StoreError(85, `Index already exists with a different name: ${String(other.name)}`);
      return true;
    }
    if (sameName)
      throw new StoreError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${String(spec.name)}`,
      );
  }
  return false;
}

const sameOptions = (a: Doc, b: Doc) =>
  a.unique === b.unique && a.sparse === b.sparse && equalValues(a.expireAfterSeconds, b.expireAfterSeconds);

const missing = (context: Context) =>
  new StoreError(26, `ns does not exist: ${context.db}.${collectionName(context)}`);

export const listIndexes: Command = {
  fields: 'cursor',
  run(context) {
    const collection = collectionOf(context);
    if (!collection) throw missing(context);
    return cursorReply(
      `${collection.ns}`,
      'firstBatch',
      0n,
      collection.indexes.map((i) => encode(i.spec)),
    );
  },
};

export const dropIndexes: Command = {
  fields: 'index',
  writes: true,
  run(context) {
    const { storage, body } = context;
    const collection = collectionOf(context);
    if (!collection) throw new StoreError(26, 'ns not found');
    const nIndexesWas = collection.indexes.length;
    const wanted = body.index as Value;
    if (wanted === '*') {
      for (const index of collection.indexes.slice(1)) storage.catalog.dropIndex(collection, index);
      return { nIndexesWas, msg: 'non-_id indexes dropped for collection', ok: 1 };
    }
    for (const one of Array.isArray(wanted) ? wanted : [wanted]) {
      const index = collection.indexes.find((i) =>
        isDoc(one) ? keyText(i.spec.key as Doc) === keyText(one) : i.name === one,
      );
      if (!index)
        throw new StoreError(27, `index not found with name [${isDoc(one) ? keyText(one) : String(one)}]`);
      if (index.name === '_id_') throw new StoreError(72, 'cannot drop _id index');
      storage.catalog.dropIndex(collection, index);
    }
    return { nIndexesWas, ok: 1 };
  },
};
