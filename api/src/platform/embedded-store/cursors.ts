import { randomBytes } from 'node:crypto';
import { StoreError } from './errors';

const IDLE_MS = 10 * 60_000;
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024 - 64 * 1024;

export type Cursor = { ns: string; rows: Iterator<Uint8Array>; usedAt: number; held?: Uint8Array };
export type Batch = { docs: Uint8Array[]; id: bigint };

/** Open cursors; one that nobody asked for in ten minutes is forgotten. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  /** The first batch, and a cursor when more is left. */
  start(ns: string, rows: Iterator<Uint8Array>, batchSize: number | undefined, single: boolean): Batch {
    const cursor: Cursor = { ns, rows, usedAt: Date.now() };
    const { docs, done } = take(cursor, batchSize ?? FIRST_BATCH);
    if (done || single) return { docs, id: 0n };
    const id = BigInt.asIntN(63, randomBytes(8).readBigInt64LE()) || 1n;
    const positive = id < 0n ? -id : id;
    this.open.set(positive, cursor);
    return { docs, id: positive };
  }

  next(id: bigint, ns: string, batchSize: number | undefined): Batch {
    const cursor = this.open.get(id);
    if (!cursor || cursor.ns !== ns) throw new StoreError(43, `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    const { docs, done } = take(cursor, batchSize || Number.POSITIVE_INFINITY);
    if (done) this.open.delete(id);
    return { docs, id: done ? 0n : id };
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  /** Cursors of a dropped collection or database have nothing left to read. */
  killNamespace(prefix: string): void {
    for (const [id, { ns }] of this.open)
      if (ns === prefix || ns.startsWith(`${prefix}.`)) this.open.delete(id);
  }

  forgetIdle(now = Date.now()): void {
    for (const [id, cursor] of this.open) if (now - cursor.usedAt > IDLE_MS) this.open.delete(id);
  }
}

/** Reads up to `count` documents and one ahead, so that the last batch is known as the last. */
function take(cursor: Cursor, count: number): { docs: Uint8Array[]; done: boolean } {
  const docs: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const doc = cursor.held ?? pull(cursor.rows);
    cursor.held = undefined;
    if (!doc) return { docs, done: true };
    bytes += doc.length + 16;
    if (docs.length >= count || (docs.length > 0 && bytes > BATCH_BYTES)) {
      cursor.held = doc;
      return { docs, done: false };
    }
    docs.push(doc);
  }
}

function pull(rows: Iterator<Uint8Array>): Uint8Array | undefined {
  const next = rows.next();
  return next.done ? undefined : next.value;
}
