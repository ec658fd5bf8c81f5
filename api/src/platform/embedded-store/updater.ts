import { ObjectId } from 'bson';
import { clone } from './bson-read';
import { badValue, StoreError, typeMismatch, unsupported } from './errors';
import type { Filter } from './filter';
import { updateArray } from './update-array';
import type { Operation, Update } from './update-parse';
import { concretePaths, type Place, placeAt } from './update-place';
import {
  arithmetic,
  asDouble,
  compareValues,
  type Doc,
  equalValues,
  isDoc,
  isNumber,
  numberType,
  typeName,
  type Value,
} from './values';

/** Applies an update to an existing document and returns the new one; the given one is left as it was. */
export function applyUpdate(before: Doc, update: Update, filter: Filter): Doc {
  const id = before._id as Value;
  if (update.kind === 'replace') {
    if ('_id' in update.doc && !equalValues(update.doc._id, id)) throw immutableId();
    return { _id: id, ...update.doc };
  }
  const doc = clone(before);
  for (const operation of update.operations) {
    if (operation.operator !== '$setOnInsert') applyEverywhere(doc, operation, update, filter);
  }
  if (!equalValues(doc._id, id) || !('_id' in doc)) throw immutableId();
  return doc;
}

/** The document an upsert inserts when nothing matched. */
export function upsertDocument(update: Update, filter: Filter): Doc {
  const base: Doc = {};
  fromEqualities(filter, base, update.kind === 'replace');
  const fixed = base._id;
  const doc = update.kind === 'replace' ? { ...base, ...update.doc } : base;
  if (update.kind === 'modify')
    for (const operation of update.operations) applyEverywhere(doc, operation, update);
  if (fixed !== undefined && !equalValues(doc._id, fixed)) throw immutableId();
  return withId(doc);
}

/** Every stored document has its _id first. */
export function withId(doc: Doc): Doc {
  if (Object.keys(doc)[0] === '_id') return doc;
  const { _id = new ObjectId(), ...rest } = doc;
  return { _id, ...rest };
}

const immutableId = () =>
  new StoreError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");

function fromEqualities(filter: Filter, into: Doc, idOnly: boolean): void {
  if (filter.kind === 'and') for (const child of filter.children) fromEqualities(child, into, idOnly);
  if (filter.kind !== 'eq' || (idOnly && filter.path !== '_id')) return;
  const place = placeAt(into, filter.path.split('.'), true);
  if (place?.get() !== undefined)
    throw new StoreError(54, `cannot infer query fields to set, path '${filter.path}' is matched twice`);
  place?.set(clone(filter.operand));
}

function applyEverywhere(doc: Doc, operation: Operation, update: Update, filter?: Filter): void {
  const filters = update.kind === 'modify' ? update.filters : new Map();
  for (const parts of concretePaths(doc, operation.parts, filter, filters)) apply(doc, operation, parts);
}

function apply(doc: Doc, { operator, operand, path }: Operation, parts: string[]) {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return placeAt(doc, parts, true)?.set(clone(operand));
    case '$unset':
      return placeAt(doc, parts, false)?.unset();
    case '$inc':
    case '$mul':
      return calculate(doc, operator, operand, parts);
    case '$min':
    case '$max':
      return keepExtreme(placeAt(doc, parts, true) as Place, operator, operand);
    case '$currentDate':
      return setDate(placeAt(doc, parts, true) as Place, operand);
    case '$rename':
      return rename(doc, parts, operand as string);
    default:
      return updateArray(doc, operator, operand, path, parts);
  }
}

function calculate(doc: Doc, operator: '$inc' | '$mul', operand: Value, parts: string[]) {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (!isNumber(operand))
    throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${parts.join('.')}}`);
  const place = placeAt(doc, parts, true) as Place;
  const current = place.get();
  if (current === undefined) {
    const zero = { int: 0, long: 0n, double: asDouble(0) }[numberType(operand)];
    return place.set(operator === '$inc' ? operand : zero);
  }
  if (!isNumber(current))
    throw typeMismatch(
      `Cannot apply ${operator} to a value of non-numeric type. The document has the field '${parts.at(-1)}' of non-numeric type ${typeName(current)}`,
    );
  place.set(arithmetic(operator === '$inc' ? '+' : '*', current, operand));
}

function keepExtreme(place: Place, operator: '$min' | '$max', operand: Value): void {
  const current = place.get();
  const c = current === undefined ? -1 : compareValues(operand, current) * (operator === '$min' ? 1 : -1);
  if (c < 0) place.set(clone(operand));
}

function setDate(place: Place, operand: Value): void {
  const type = isDoc(operand) ? operand.$type : operand;
  if (type === 'timestamp') throw unsupported("$currentDate with the type 'timestamp'");
  if (typeof type !== 'boolean' && type !== 'date')
    throw badValue("The '$type' string field is required to be 'date' or 'timestamp'");
  place.set(new Date());
}

function rename(doc: Doc, parts: string[], target: string): void {
  const source = placeAt(doc, parts, false);
  const value = source?.get();
  if (!source || value === undefined) return;
  if (source.inArray)
    throw badValue(`The source field of $rename cannot be an array element: ${parts.join('.')}`);
  source.unset();
  const destination = placeAt(doc, target.split('.'), true);
  if (destination?.inArray)
    throw badValue(`The destination field of $rename cannot be an array element: ${target}`);
  destination?.set(value);
}
