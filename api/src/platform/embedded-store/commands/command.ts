import type { Collection } from '../catalog';
import type { Cursors } from '../cursors';
import { StoreError, unsupported } from '../errors';
import { type Filter, parseFilter } from '../filter';
import type { KeySpec } from '../index-keys';
import type { Storage } from '../storage';
import { type Doc, isDoc, isNumber, numeric, typeName, type Value } from '../values';
import type { Reply } from '../wire';

export type Context = { storage: Storage; cursors: Cursors; db: string; body: Doc; name: string };
export type Command = { fields: string; writes?: boolean; run(context: Context): Reply };

/** Fields any command may carry and that change nothing here: one node answers, and only after the commit. */
const GENERIC = new Set(
  '$db $readPreference readConcern writeConcern maxTimeMS comment lsid $clusterTime apiVersion apiStrict apiDeprecationErrors'.split(
    ' ',
  ),
);
const TRANSACTION = ['txnNumber', 'startTransaction', 'autocommit'];

/** An option that is not known is refused, never ignored. */
export function checkFields(body: Doc, name: string, allowed: string): void {
  if (allowed === '*') return;
  const known = new Set(allowed.split(' '));
  for (const field of Object.keys(body)) {
    if (field === name || GENERIC.has(field) || known.has(field)) continue;
    if (TRANSACTION.includes(field))
      throw new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
    throw unsupported(`the option '${field}' of ${name}`, 40415);
  }
}

export function collectionName({ body, name, db }: Context): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '')
    throw new StoreError(73, `Invalid namespace specified '${db}.${String(value ?? '')}'`);
  return value;
}

export const collectionOf = (context: Context): Collection | undefined =>
  context.storage.catalog.get(context.db, collectionName(context));

export function docField(body: Doc, field: string): Doc {
  const value = body[field] ?? {};
  if (!isDoc(value))
    throw new StoreError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
    );
  return value;
}

export function numberField(body: Doc, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!isNumber(value))
    throw new StoreError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected a number`,
    );
  const n = Number(numeric(value));
  if (n < 0 && field !== 'limit')
    throw new StoreError(51024, `BSON field '${field}' value must be >= 0, actual value '${n}'`);
  return n;
}

export function arrayField(body: Doc, field: string): Value[] {
  const value = body[field];
  if (!Array.isArray(value)) throw new StoreError(40414, `BSON field '${field}' is missing or not an array`);
  return value;
}

export function filterField(body: Doc, field: string): { doc: Doc; filter: Filter } {
  const doc = docField(body, field);
  return { doc, filter: parseFilter(doc) };
}

export function parseSort(value: Value | undefined): KeySpec {
  if (value === undefined || value === null) return [];
  if (!isDoc(value)) throw new StoreError(14, 'Expected field sort to be of type object');
  return Object.entries(value).map(([path, direction]) => {
    if (path.startsWith('$')) throw unsupported(`a sort by ${path}`);
    const n = isNumber(direction) ? Number(numeric(direction)) : 0;
    if (n !== 1 && n !== -1)
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path === '' || path.split('.').includes(''))
      throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
    return { path, direction: n };
  });
}

/** A hint by index name or key pattern; $natural asks for a scan. */
export function parseHint(collection: Collection, hint: Value | undefined) {
  if (hint === undefined || hint === null || (isDoc(hint) && Object.keys(hint).length === 0)) return {};
  if (isDoc(hint) && '$natural' in hint) {
    if (Number(numeric(hint.$natural)) !== 1) throw unsupported('$natural in any order but 1');
    return { natural: true };
  }
  const wanted = isDoc(hint) ? keyText(hint) : hint;
  const index = collection.indexes.find((i) => i.name === wanted || keyText(i.spec.key as Doc) === wanted);
  if (!index)
    throw new StoreError(
      2,
      'error processing query: planner returned error: hint provided does not correspond to an existing index',
    );
  return { hint: index };
}

/** The key pattern as text, for comparing two of them. */
export const keyText = (key: Doc): string =>
  Object.entries(key)
    .map(
      ([path, direction]) =>
        `${path}_${isNumber(direction) ? Number(numeric(direction)) : String(direction)}`,
    )
    .join('_');
