import { decode, encode } from '../bson-read';
import type { Collection } from '../catalog';
import { failedToParse, StoreError } from '../errors';
import { type Filter, parseFilter } from '../filter';
import type { KeySpec } from '../index-keys';
import { compileProjection } from '../projection';
import { openQuery } from '../query';
import type { Storage } from '../storage';
import { parseUpdate, type Update } from '../update-parse';
import { applyUpdate, upsertDocument, withId } from '../updater';
import { type Doc, isDoc, type Value } from '../values';
import {
  arrayField,
  type Command,
  type Context,
  checkFields,
  collectionName,
  collectionOf,
  docField,
  filterField,
  numberField,
  parseHint,
  parseSort,
} from './command';

/** The collection a write goes to, created when it is not there. */
const required = (context: Context): Collection =>
  collectionOf(context) ?? context.storage.catalog.create(context.db, collectionName(context));

/** Runs the statements of a batch; one that is refused is reported with its position, the others count. */
function eachStatement(
  statements: Value[],
  ordered: boolean,
  run: (statement: Doc, i: number) => void,
): Doc[] {
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      if (!isDoc(statement)) throw new StoreError(14, 'a statement of a write must be an object');
      run(statement, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...(error.extra as Doc) });
      if (ordered) break;
    }
  }
  return writeErrors;
}

const withErrors = (reply: Doc, writeErrors: Doc[]): Doc =>
  writeErrors.length ? { ...reply, writeErrors, ok: 1 } : { ...reply, ok: 1 };

export const insert: Command = {
  fields: 'documents ordered bypassDocumentValidation',
  writes: true,
  run(context) {
    const { storage, body } = context;
    const collection = required(context);
    let n = 0;
    const errors = eachStatement(arrayField(body, 'documents'), body.ordered !== false, (doc) => {
      checkStorable(doc);
      storage.insert(collection, withId(doc));
      n++;
    });
    return withErrors({ n }, errors);
  },
};

function checkStorable(doc: Doc): void {
  const odd = Object.keys(doc).find((field) => field.startsWith('$'));
  if (odd)
    throw new StoreError(52, `The dollar ($) prefixed field '${odd}' in '${odd}' is not valid for storage.`);
  if (Array.isArray(doc._id)) throw new StoreError(53, "The '_id' value cannot be of type array");
}

const load = (storage: Storage, collection: Collection, rid: number): Doc =>
  decode(storage.read(collection, rid) as Uint8Array);

/** The record ids a write is for, gathered before the first change. */
function targets(
  storage: Storage,
  collection: Collection,
  filter: Filter,
  statement: Doc,
  limit: number,
  sort: KeySpec = [],
) {
  const query = { filter, sort, limit, ...parseHint(collection, statement.hint) };
  // Only numbers are held: many documents may be meant.
  return Array.from(openQuery(storage, collection, query).rows, ({ rid }) => rid);
}

export const update: Command = {
  fields: 'updates ordered bypassDocumentValidation',
  writes: true,
  run(context) {
    const { body } = context;
    let n = 0;
    let nModified = 0;
    const upserted: Doc[] = [];
    const errors = eachStatement(arrayField(body, 'updates'), body.ordered !== false, (statement, index) => {
      checkFields(statement, 'update', 'q u upsert multi arrayFilters hint sort');
      const result = runUpdate(context, statement);
      n += result.matched;
      nModified += result.modified;
      if (result.upsertedId !== undefined) upserted.push({ index, _id: result.upsertedId });
    });
    return withErrors({ n, nModified, ...(upserted.length ? { upserted } : {}) }, errors);
  },
};

function runUpdate(context: Context, statement: Doc) {
  const { storage } = context;
  const { filter } = filterField(statement, 'q');
  const change = parseUpdate(statement.u, statement.arrayFilters);
  const multi = statement.multi === true;
  if (multi && change.kind === 'replace')
    throw failedToParse('multi update is not supported for replacement-style update');
  const collection = statement.upsert === true ? required(context) : collectionOf(context);
  const found = collection
    ? targets(storage, collection, filter, statement, multi ? 0 : 1, parseSort(statement.sort))
    : [];
  if (!collection || (found.length === 0 && statement.upsert !== true)) return { matched: 0, modified: 0 };
  if (found.length === 0) {
    const upsertedId = insertUpsert(storage, collection, change, filter)._id as Value;
    return { matched: 1, modified: 0, upsertedId };
  }
  let modified = 0;
  for (const rid of found) {
    const before = load(storage, collection, rid);
    if (storage.replace(collection, rid, before, applyUpdate(before, change, filter))) modified++;
  }
  return { matched: found.length, modified };
}

function insertUpsert(storage: Storage, collection: Collection, change: Update, filter: Filter): Doc {
  const doc = upsertDocument(change, filter);
  checkStorable(doc);
  storage.insert(collection, doc);
  return doc;
}

export const remove: Command = {
  fields: 'deletes ordered',
  writes: true,
  run(context) {
    const { storage, body } = context;
    const collection = collectionOf(context);
    let n = 0;
    const errors = eachStatement(arrayField(body, 'deletes'), body.ordered !== false, (statement) => {
      checkFields(statement, 'delete', 'q limit hint');
      const { filter } = filterField(statement, 'q');
      const limit = numberField(statement, 'limit');
      if (limit !== 0 && limit !== 1)
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
      if (!collection) return;
      for (const rid of targets(storage, collection, filter, statement, limit)) {
        storage.remove(collection, rid, load(storage, collection, rid));
        n++;
      }
    });
    return withErrors({ n }, errors);
  },
};

export const findAndModify: Command = {
  fields: 'query sort remove update new fields upsert arrayFilters hint bypassDocumentValidation',
  writes: true,
  run(context) {
    const { storage, body } = context;
    const removing = body.remove === true;
    if (removing && (body.update !== undefined || body.upsert === true || body.new === true))
      throw failedToParse('Cannot specify both an update, upsert or new and remove=true');
    const filter = parseFilter(docField(body, 'query'));
    const change = removing ? undefined : parseUpdate(body.update, body.arrayFilters);
    const project = compileProjection(docField(body, 'fields'));
    const shown = (doc: Doc) => (project ? decode(project.apply(encode(doc))) : doc);
    const collection = body.upsert === true ? required(context) : collectionOf(context);
    const [found] = collection ? targets(storage, collection, filter, body, 1, parseSort(body.sort)) : [];
    if (collection && found !== undefined) {
      const before = load(storage, collection, found);
      if (!change) {
        storage.remove(collection, found, before);
        return { lastErrorObject: { n: 1 }, value: shown(before), ok: 1 };
      }
      const after = applyUpdate(before, change, filter);
      storage.replace(collection, found, before, after);
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: shown(body.new === true ? after : before),
        ok: 1,
      };
    }
    if (!change) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
    if (!collection || body.upsert !== true)
      return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
    const doc = insertUpsert(storage, collection, change, filter);
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: doc._id };
    return { lastErrorObject, value: body.new === true ? shown(doc) : null, ok: 1 };
  },
};
