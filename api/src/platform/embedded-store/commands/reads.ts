import { decode } from '../bson-read';
import type { Collection } from '../catalog';
import { unsupported } from '../errors';
import { encodeValue } from '../index-keys';
import { valuesAt } from '../matcher';
import { candidatePlans } from '../planner';
import { compileProjection } from '../projection';
import { openQuery, type Query } from '../query';
import { countEntries } from '../scan';
import type { Storage } from '../storage';
import { type Doc, numeric, type Value } from '../values';
import { cursorReply } from '../wire';
import {
  arrayField,
  type Command,
  type Context,
  collectionName,
  collectionOf,
  docField,
  filterField,
  numberField,
  parseHint,
  parseSort,
} from './command';

/** What a find asks for; a negative limit is MongoDB's old way to ask for one batch. */
export function findQuery(collection: Collection, body: Doc): Query {
  return {
    filter: filterField(body, 'filter').filter,
    sort: parseSort(body.sort),
    skip: numberField(body, 'skip'),
    limit: Math.abs(numberField(body, 'limit') ?? 0),
    reads: compileProjection(docField(body, 'projection'))?.reads,
    ...parseHint(collection, body.hint),
  };
}

function* documents(
  storage: Storage,
  collection: Collection,
  query: Query,
  projection: Doc,
): Generator<Uint8Array> {
  const project = compileProjection(projection);
  for (const { bytes } of openQuery(storage, collection, query).rows)
    yield project ? project.apply(bytes) : bytes;
}

export const find: Command = {
  fields:
    'filter sort projection hint skip limit batchSize singleBatch allowDiskUse returnKey showRecordId tailable noCursorTimeout allowPartialResults',
  run(context) {
    const { storage, cursors, body, db } = context;
    for (const option of ['returnKey', 'showRecordId', 'tailable'])
      if (body[option] === true) throw unsupported(`the option '${option}' of find`);
    const ns = `${db}.${collectionName(context)}`;
    const collection = collectionOf(context);
    const projection = docField(body, 'projection');
    compileProjection(projection);
    if (!collection) {
      filterField(body, 'filter');
      parseSort(body.sort);
      return cursorReply(ns, 'firstBatch', 0n, []);
    }
    const rows = documents(storage, collection, findQuery(collection, body), projection);
    const single = body.singleBatch === true || (numberField(body, 'limit') ?? 0) < 0;
    const { docs, id } = cursors.start(ns, rows, numberField(body, 'batchSize'), single);
    return cursorReply(ns, 'firstBatch', id, docs);
  },
};

export const getMore: Command = {
  fields: 'collection batchSize',
  run({ cursors, body, db }) {
    const ns = `${db}.${String(body.collection)}`;
    const { docs, id } = cursors.next(BigInt(numeric(body.getMore)), ns, numberField(body, 'batchSize'));
    return cursorReply(ns, 'nextBatch', id, docs);
  },
};

export const killCursors: Command = {
  fields: 'cursors',
  run({ cursors, body }) {
    const cursorsKilled: Value[] = [];
    const cursorsNotFound: Value[] = [];
    for (const id of arrayField(body, 'cursors'))
      (cursors.kill(BigInt(numeric(id))) ? cursorsKilled : cursorsNotFound).push(BigInt(numeric(id)));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

export function countMatches(storage: Storage, collection: Collection, query: Query): number {
  const plans = query.natural ? [] : candidatePlans(collection, query.filter, [], query.hint);
  const limit = query.limit || Number.POSITIVE_INFINITY;
  const within = (total: number) => Math.max(0, Math.min(total - (query.skip ?? 0), limit));
  const all = query.filter.kind === 'and' && query.filter.children.length === 0 && !query.hint;
  if (all) return within(countAll(storage, collection));
  const exact = plans.find((plan) => plan.kind === 'index' && plan.exact);
  if (exact?.kind === 'index') return within(countEntries(storage, exact, limit + (query.skip ?? 0)));
  let n = 0;
  for (const _ of openQuery(storage, collection, { ...query, reads: new Set() }).rows) n++;
  return n;
}

const countAll = (storage: Storage, collection: Collection) =>
  Number(storage.sql.all(`select count(*) n from ${collection.indexes[0]?.table}`)[0]?.n);

export const count: Command = {
  fields: 'query limit skip hint',
  run(context) {
    const { storage, body } = context;
    const collection = collectionOf(context);
    const { filter } = filterField(body, 'query');
    if (!collection) return { n: 0, ok: 1 };
    const query: Query = {
      filter,
      sort: [],
      skip: numberField(body, 'skip'),
      limit: Math.abs(numberField(body, 'limit') ?? 0),
      ...parseHint(collection, body.hint),
    };
    return { n: countMatches(storage, collection, query), ok: 1 };
  },
};

export const distinct: Command = {
  fields: 'key query hint',
  run(context: Context) {
    const { storage, body } = context;
    const collection = collectionOf(context);
    const { filter } = filterField(body, 'query');
    const parts = String(body.key).split('.');
    const values = new Map<string, Value>();
    if (!collection) return { values: [], ok: 1 };
    const fields = new Set(parts.slice(0, 1));
    const query: Query = { filter, sort: [], ...parseHint(collection, body.hint) };
    for (const { bytes } of openQuery(storage, collection, query).rows) {
      for (const v of valuesAt(decode(bytes, fields), parts))
        values.set(encodeValue(v).toString('latin1'), v);
    }
    return { values: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, v]) => v), ok: 1 };
  },
};
