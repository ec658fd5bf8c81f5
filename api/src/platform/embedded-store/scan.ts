import type { Interval } from './bounds';
import type { Collection } from './catalog';
import type { Group, IndexPlan } from './planner';
import type { Storage } from './storage';

export type Stats = { keysExamined: number; docsExamined: number };
type Entry = { k: Uint8Array; rid: number };
const FIRST_PAGE = 32;
const LAST_PAGE = 1024;

/**
 * One stretch of an index, read in pages that each continue after the last key seen: nothing stays open
 * between pages, so a cursor survives writes and the next command.
 */
function* stretch(
  storage: Storage,
  table: string,
  interval: Interval,
  reverse: boolean,
  page: number,
): Generator<Entry> {
  let last: Entry | undefined;
  for (;;) {
    const entries = readStep(storage, table, interval, interval, reverse, page, last);
    yield* entries;
    if (entries.length < page) return;
    last = entries.at(-1);
    page = Math.min(page * 4, LAST_PAGE);
  }
}

function* group(storage: Storage, plan: IndexPlan, { intervals }: Group, page: number): Generator<Entry> {
  const ordered = plan.reverse ? [...intervals].reverse() : intervals;
  if (ordered.length >= MANY && followEachOther(intervals)) yield* walk(storage, plan, ordered);
  else
    for (const interval of ordered) yield* stretch(storage, plan.index.table, interval, plan.reverse, page);
}

/** So many stretches, as of the ids in a question, are read in one walk. */
const MANY = 16;
const LONGEST_STEP = 512;

const followEachOther = (intervals: readonly Interval[]) =>
  intervals.every(({ from }, i) => i === 0 || Buffer.compare((intervals[i - 1] as Interval).to, from) <= 0);

/**
 * Many stretches in one walk: a few entries are read from where the next stretch begins, and stretches in which nothing
 * lies are stepped over. Steps grow while stretches lie close together or hold much: a look into the index costs more
 * than some entries between them.
 */
function* walk(storage: Storage, { index, reverse }: IndexPlan, stretches: Interval[]): Generator<Entry> {
  const isBehind = (k: Uint8Array, { from, to }: Interval) =>
    reverse ? Buffer.compare(k, from) < 0 : Buffer.compare(k, to) >= 0;
  const isIn = (k: Uint8Array, { from, to }: Interval) =>
    Buffer.compare(k, from) >= 0 && Buffer.compare(k, to) < 0;
  const farEnd = stretches.at(-1) as Interval;
  let step = 2;
  let at = 0;
  let last: Entry | undefined;
  for (;;) {
    const next = stretches[at];
    if (!next) return;
    const goesOn = last && isIn(last.k, next) ? last : undefined;
    const entries = readStep(storage, index.table, next, farEnd, reverse, step, goesOn);
    const began = at;
    let inside = 0;
    for (const entry of entries) {
      while (stretches[at] && isBehind(entry.k, stretches[at] as Interval)) at++;
      const here = stretches[at];
      if (!here) return;
      if (!isIn(entry.k, here)) continue;
      inside++;
      yield entry;
    }
    if (entries.length < step) return;
    last = entries.at(-1);
    // A quarter of what was read led on.
    const isDense = (at - began + inside) * 4 >= step;
    step = isDense ? Math.min(step * 2, LONGEST_STEP) : Math.max(step / 2, 2);
  }
}

/** The next entries from where a stretch begins, or behind the last one seen in it, up to where another one ends. */
function readStep(
  storage: Storage,
  table: string,
  next: Interval,
  farEnd: Interval,
  reverse: boolean,
  step: number,
  last: Entry | undefined,
): Entry[] {
  const order = reverse ? 'order by k desc, rid desc' : 'order by k, rid';
  const end = reverse ? 'k >= ?' : 'k < ?';
  const start = last ? `(k, rid) ${reverse ? '<' : '>'} (?, ?)` : reverse ? 'k < ?' : 'k >= ?';
  const values = last ? [last.k, last.rid] : [reverse ? next.to : next.from];
  return storage.sql.all(`select k, rid from ${table} where ${start} and ${end} ${order} limit ?`, [
    ...values,
    reverse ? farEnd.from : farEnd.to,
    step,
  ]) as unknown as Entry[];
}

/** The groups side by side, always the next key of all of them. */
function* merged(storage: Storage, plan: IndexPlan, page: number): Generator<Entry> {
  const heads = plan.groups.flatMap((g) => {
    const entries = group(storage, plan, g, page);
    const first = entries.next();
    return first.done ? [] : [new Head(entries, first.value, g.prefixLength)];
  });
  const direction = plan.reverse ? -1 : 1;
  while (heads.length) {
    let [best] = heads as [Head, ...Head[]];
    for (const head of heads) if (Buffer.compare(head.rest, best.rest) * direction < 0) best = head;
    yield best.entry;
    if (!best.advance()) heads.splice(heads.indexOf(best), 1);
  }
}

class Head {
  rest: Uint8Array;
  constructor(
    private readonly entries: Generator<Entry>,
    public entry: Entry,
    private readonly prefixLength: number,
  ) {
    this.rest = entry.k.subarray(prefixLength);
  }

  advance(): boolean {
    const next = this.entries.next();
    if (next.done) return false;
    this.entry = next.value;
    this.rest = next.value.k.subarray(this.prefixLength);
    return true;
  }
}

/** The entries an index plan leads to, one for each record. */
export function* scanIndex(
  storage: Storage,
  plan: IndexPlan,
  stats: Stats,
  limit?: number,
): Generator<Entry> {
  const firstPage = limit ? Math.min(limit, LAST_PAGE) : FIRST_PAGE;
  const [only] = plan.groups;
  const entries =
    plan.groups.length === 1 && only
      ? group(storage, plan, only, firstPage)
      : merged(storage, plan, firstPage);
  const seen = plan.index.multikey.includes(true) ? new Set<number>() : undefined;
  for (const entry of entries) {
    stats.keysExamined++;
    if (seen?.has(entry.rid)) continue;
    seen?.add(entry.rid);
    yield entry;
  }
}

/** How many entries the plan's stretches hold, without looking at documents; no more than `most` are counted. */
export function countEntries(storage: Storage, plan: IndexPlan, most: number): number {
  const bound = Number.isFinite(most) ? most : -1;
  let total = 0;
  for (const { intervals } of plan.groups) {
    for (const { from, to } of intervals) {
      const rows = storage.sql.all(
        `select count(*) n from (select 1 from ${plan.index.table} where k >= ? and k < ? limit ?)`,
        [from, to, bound],
      );
      total += Number(rows[0]?.n);
      if (total >= most) return most;
    }
  }
  return total;
}

/** All documents in the order of their record ids. */
export function* scanCollection(storage: Storage, { table }: Collection) {
  let after = 0;
  let page = 8;
  for (;;) {
    const rows = storage.sql.all(`select rid, doc from ${table} where rid > ? order by rid limit ?`, [
      after,
      page,
    ]);
    for (const row of rows) yield { rid: Number(row.rid), bytes: row.doc as Uint8Array };
    if (rows.length < page) return;
    after = Number(rows.at(-1)?.rid);
    page = Math.min(page * 2, 64);
  }
}
