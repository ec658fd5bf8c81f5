import { decode, encode } from './bson-read';
import type { Collection, Index } from './catalog';
import { StoreError } from './errors';
import type { Filter } from './filter';
import { decodeKey, type KeySpec, sortKey } from './index-keys';
import { compileMatcher, topFields } from './matcher';
import { candidatePlans, type IndexPlan, type Plan } from './planner';
import { type Stats, scanCollection, scanIndex } from './scan';
import type { Storage } from './storage';

export type Query = {
  filter: Filter;
  sort: KeySpec;
  skip?: number;
  /** 0 or absent: no limit. */
  limit?: number;
  hint?: Index;
  /** The only fields of the result anybody looks at; an index that holds them all is enough. */
  reads?: ReadonlySet<string>;
  /** $natural: read the documents in stored order, whatever indexes there are. */
  natural?: boolean;
};
export type Found = { rid: number; bytes: Uint8Array };
export type Opened = { plan: Plan; stats: Stats; rows: Generator<Found> };
/** undefined is a unit of work without a result, so that plans can be raced. */
type Steps = Generator<Found | undefined>;

const SORT_MEMORY = 100 * 1024 * 1024;
/** As many results decide a race, as MongoDB's first batch. */
const TRIAL_RESULTS = 101;
const TURN = 32;

/** Plans a query and starts it; rows come lazily. */
export function openQuery(storage: Storage, collection: Collection, query: Query): Opened {
  const plans: Plan[] = query.natural
    ? [{ kind: 'collection', sorted: query.sort.length === 0 }]
    : candidatePlans(collection, query.filter, query.sort, query.hint);
  if (plans.length === 0)
    throw new StoreError(
      2,
      'error processing query: planner returned error: hint provided does not fit this query',
    );
  const entrants = plans.map((plan) => {
    const stats: Stats = { keysExamined: 0, docsExamined: 0 };
    return { plan, stats, steps: pipeline(storage, collection, query, plan, stats), ready: [] as Found[] };
  });
  const winner = race(entrants, query);
  return { plan: winner.plan, stats: winner.stats, rows: limited(winner, query) };
}

type Entrant = { plan: Plan; stats: Stats; steps: Steps; ready: Found[] };

/** Runs the candidates in turns; the first with enough results, or at its end, goes on alone. */
function race(entrants: Entrant[], query: Query): Entrant {
  if (entrants.length === 1) return entrants[0] as Entrant;
  const enough = query.limit ? Math.min(TRIAL_RESULTS, query.limit + (query.skip ?? 0)) : TRIAL_RESULTS;
  for (;;) {
    for (const entrant of entrants) {
      for (let turn = 0; turn < TURN; turn++) {
        const step = entrant.steps.next();
        if (step.done) return entrant;
        if (step.value) entrant.ready.push(step.value);
        if (entrant.ready.length >= enough) return entrant;
      }
    }
  }
}

function* limited({ steps, ready }: Entrant, query: Query): Generator<Found> {
  let skip = query.skip ?? 0;
  let left = query.limit || Number.POSITIVE_INFINITY;
  function* all() {
    yield* ready;
    yield* steps;
  }
  for (const row of all()) {
    if (!row || skip-- > 0) continue;
    yield row;
    if (--left <= 0) return;
  }
}

function* pipeline(storage: Storage, collection: Collection, query: Query, plan: Plan, stats: Stats): Steps {
  const matches = matching(storage, collection, query, plan, stats);
  if (plan.sorted) yield* matches;
  else yield* sorted(storage, collection, matches, query);
}

function* matching(storage: Storage, collection: Collection, query: Query, plan: Plan, stats: Stats): Steps {
  const { filter } = query;
  const matches = compileMatcher(filter);
  const fields = topFields(filter);
  if (plan.kind === 'collection') {
    const everything = filter.kind === 'and' && filter.children.length === 0;
    for (const row of scanCollection(storage, collection)) {
      stats.docsExamined++;
      yield everything || matches(decode(row.bytes, fields)) ? row : undefined;
    }
    return;
  }
  // The branches of an $or come one after the other, each document once.
  const seen = plan.kind === 'union' ? new Set<number>() : undefined;
  for (const scan of scansOf(plan)) {
    const { index } = scan;
    // The bounds of the index say all that was asked: nothing is left to look at.
    const told = plan.kind === 'index' && plan.exact;
    const covered = covers(index, query, told ? new Set() : fields);
    for (const { k, rid } of scanIndex(storage, scan, stats, query.limit)) {
      if (seen?.has(rid)) continue;
      seen?.add(rid);
      const known = covered ? decodeKey(k, index.key, query.reads as Set<string>) : undefined;
      if (known) {
        yield told || matches(known) ? { rid, bytes: encode(known) } : undefined;
        continue;
      }
      const bytes = storage.read(collection, rid);
      if (!bytes) continue; // deleted since this page of the index was read
      stats.docsExamined++;
      yield matches(decode(bytes, fields)) ? { rid, bytes } : undefined;
    }
  }
}

function* scansOf(plan: Plan): Generator<IndexPlan> {
  if (plan.kind === 'union') for (const branch of plan.branches) yield* scansOf(branch);
  else if (plan.kind === 'index') yield plan;
}

/** Whether filter, sort and result look at nothing but what the index holds; of an array it holds the elements only. */
function covers({ key, multikey }: Index, { reads, sort, filter }: Query, filtered: Set<string>): boolean {
  if (!reads || asksForPresence(filter)) return false;
  const holds = (field: string) => key.some(({ path }, i) => path === field && !multikey[i]);
  // What is sorted in memory is read by whole fields, and a key knows a part of one only.
  const sorts = ({ path }: KeySpec[number]) => holds(path) && !path.includes('.');
  return [...reads].every(holds) && [...filtered].every(holds) && sort.every(sorts);
}

/** Whether a missing field and null make a difference. */
function asksForPresence(filter: Filter): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.children.some(asksForPresence);
  if (filter.kind === 'not') return asksForPresence(filter.child);
  return filter.kind === 'exists' || filter.kind === 'type';
}

/** Sorts in memory by key and record id; with a limit only as many as can still be returned are kept. */
function* sorted(storage: Storage, collection: Collection, rows: Steps, query: Query): Steps {
  const keep = query.limit ? query.limit + (query.skip ?? 0) : Number.POSITIVE_INFINITY;
  const fields = new Set(query.sort.map(({ path }) => path.split('.', 1)[0] as string));
  let held: { key: Buffer; rid: number }[] = [];
  let size = 0;
  const order = () => held.sort((a, b) => Buffer.compare(a.key, b.key) || a.rid - b.rid);
  for (const row of rows) {
    if (row) {
      const key = sortKey(decode(row.bytes, fields), query.sort);
      held.push({ key, rid: row.rid });
      size += key.length + 64;
      if (held.length > keep * 2 + 1000) {
        held = order().slice(0, keep);
        size = held.reduce((sum, h) => sum + h.key.length + 64, 0);
      }
      if (size > SORT_MEMORY) throw new StoreError(292, 'Sort exceeded memory limit of 104857600 bytes');
    }
    yield undefined;
  }
  for (const { rid } of order().slice(0, keep)) {
    const bytes = storage.read(collection, rid);
    if (bytes) yield { rid, bytes };
  }
}
