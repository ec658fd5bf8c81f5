import { compileStage, neededFields, whole } from '../aggregate';
import { decode, encode } from '../bson-read';
import { StoreError, unsupported } from '../errors';
import { parseFilter } from '../filter';
import { openQuery, type Query } from '../query';
import { type Doc, isDoc } from '../values';
import { cursorReply } from '../wire';
import {
  arrayField,
  type Command,
  type Context,
  checkFields,
  collectionName,
  collectionOf,
  docField,
  numberField,
  parseHint,
  parseSort,
} from './command';
import { countMatches } from './reads';

type Compiled = ReturnType<typeof compileStage>;

/** What the planner does itself: a leading $match, then $sort, $skip and $limit in that order. */
function takeQuery(stages: Compiled[]): { query: Query; rest: Compiled[] } {
  const rest = [...stages];
  const next = (name: string) => (rest[0]?.name === name ? rest.shift()?.spec : undefined);
  const match = next('$match');
  const sort = next('$sort');
  const skip = next('$skip');
  const limit = next('$limit');
  const query: Query = { filter: parseFilter((match ?? {}) as Doc), sort: parseSort(sort) };
  if (skip !== undefined) query.skip = whole(skip, '$skip', 0);
  if (limit !== undefined) query.limit = whole(limit, '$limit', 1);
  return { query, rest };
}

/** `[$match, $skip?, $limit?, {$group: {_id: constant, n: {$sum: 1}}}]` is how drivers count. */
function countField({ name, spec }: Compiled): { field: string; id: unknown } | undefined {
  if (name !== '$group' || !isDoc(spec)) return undefined;
  const [field, ...others] = Object.keys(spec).filter((key) => key !== '_id');
  const e = field ? spec[field] : undefined;
  const id = spec._id ?? null;
  const constant = id === null || typeof id === 'number';
  return constant && field && !others.length && isDoc(e) && e.$sum === 1 && Object.keys(e).length === 1
    ? { field, id }
    : undefined;
}

export function aggregatePlan(context: Context) {
  const stages = arrayField(context.body, 'pipeline').map(compileStage);
  return { ...takeQuery(stages), stages };
}

function* results(context: Context): Generator<Uint8Array> {
  const { storage, body } = context;
  const { query, rest } = aggregatePlan(context);
  const collection = collectionOf(context);
  if (collection) Object.assign(query, parseHint(collection, body.hint));
  const [only] = rest;
  const counting = rest.length === 1 && only ? countField(only) : undefined;
  if (counting) {
    const n = collection ? countMatches(storage, collection, query) : 0;
    if (n > 0) yield encode({ _id: counting.id, [counting.field]: n });
    return;
  }
  const rows = collection ? openQuery(storage, collection, query).rows : [];
  if (rest.length === 0) {
    for (const { bytes } of rows) yield bytes;
    return;
  }
  const fields = neededFields(rest);
  function* decoded() {
    for (const { bytes } of rows) yield decode(bytes, fields);
  }
  let docs: Iterable<Doc> = decoded();
  for (const { run } of rest) docs = run(docs);
  for (const doc of docs) yield encode(doc);
}

export const aggregate: Command = {
  fields: 'pipeline cursor hint allowDiskUse bypassDocumentValidation',
  run(context) {
    const { cursors, body, db } = context;
    if (typeof body.aggregate !== 'string') throw unsupported('an aggregation without a collection');
    if (!('cursor' in body))
      throw new StoreError(
        9,
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const ns = `${db}.${collectionName(context)}`;
    aggregatePlan(context);
    const cursor = docField(body, 'cursor');
    checkFields(cursor, 'cursor', 'batchSize');
    const { docs, id } = cursors.start(ns, results(context), numberField(cursor, 'batchSize'), false);
    return cursorReply(ns, 'firstBatch', id, docs);
  },
};
