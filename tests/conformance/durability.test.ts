import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import sqlite from 'node-sqlite3-wasm';
import { startStoreProcess } from '../support/store-process';

// DURABILITY_ROUNDS=25 npx jest -c tests/jest.config.mjs tests/conformance/durability
const ROUNDS = Number(process.env.DURABILITY_ROUNDS ?? 6);
const WRITERS = 16;

type Thing = { _id: string; writer: number; n: number; steps: number[]; tags: string[]; open?: boolean };
/** What one writer knows: the state of each of its documents as acknowledged, and the write on its way. */
type Ledger = { acknowledged: Map<string, Thing>; pending?: { id: string; after: Thing | undefined } };

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-durability-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Tells when so many more writes were acknowledged. */
let wanted: { writes: number; reached: () => void } | undefined;
const acknowledged = (writes: number) =>
  new Promise<void>((reached) => {
    wanted = { writes, reached };
  });

const ledgers: Ledger[] = Array.from({ length: WRITERS }, () => ({ acknowledged: new Map() }));
let serial = 0;

function nextWrite(writer: number, things: mongo.Collection<Thing>) {
  const ledger = ledgers[writer] as Ledger;
  const n = ++serial;
  const [id, current] =
    [...ledger.acknowledged].at(Math.floor(Math.random() * ledger.acknowledged.size)) ?? [];
  const dice = Math.random();
  if (!id || !current || dice < 0.6) {
    const after: Thing = {
      _id: `w${writer}-${n}`,
      writer,
      n,
      steps: [0],
      tags: [`t${n % 7}`, `u${n % 3}`],
      open: true,
    };
    return { id: after._id, after, run: () => things.insertOne(structuredClone(after)) };
  }
  if (dice < 0.9) {
    const after: Thing = { ...current, n, steps: [...current.steps, n] };
    if (n % 2) delete after.open;
    const update = { $set: { n }, $push: { steps: n }, ...(n % 2 ? { $unset: { open: '' as const } } : {}) };
    return { id, after, run: () => things.findOneAndUpdate({ _id: id }, update) };
  }
  return { id, after: undefined, run: () => things.deleteOne({ _id: id }) };
}

/** Writes until the connection breaks; a write counts only once it was acknowledged. */
async function write(writer: number, things: mongo.Collection<Thing>): Promise<void> {
  const ledger = ledgers[writer] as Ledger;
  for (;;) {
    const { id, after, run } = nextWrite(writer, things);
    ledger.pending = { id, after };
    try {
      await run();
    } catch {
      return;
    }
    if (after) ledger.acknowledged.set(id, after);
    else ledger.acknowledged.delete(id);
    ledger.pending = undefined;
    if (wanted && --wanted.writes === 0) wanted.reached();
  }
}

/** Each document is as last acknowledged; only the one write on its way may have happened or not. */
function settle(ledger: Ledger, found: Map<string, Thing>): void {
  const { pending } = ledger;
  if (pending) {
    const before = ledger.acknowledged.get(pending.id);
    const now = found.get(pending.id);
    expect([before, pending.after]).toContainEqual(now);
    if (now) ledger.acknowledged.set(pending.id, now);
    else ledger.acknowledged.delete(pending.id);
    ledger.pending = undefined;
  }
  expect(found.size).toBe(ledger.acknowledged.size);
  for (const [id, thing] of ledger.acknowledged) expect(found.get(id)).toEqual(thing);
}

/** Reading by an index gives the same documents as reading them all. */
async function compareIndexes(things: mongo.Collection<Thing>, all: Thing[]): Promise<void> {
  const ids = (docs: Thing[]) => docs.map(({ _id }) => _id).sort();
  for (const { name } of await things.indexes()) {
    const partial = name === 'open';
    const filter = partial ? { open: true } : {};
    const found = await things.find(filter, { hint: name }).toArray();
    expect(ids(found)).toEqual(ids(partial ? all.filter((t) => t.open) : all));
    const last = partial ? 'n' : name === 'tags' ? 'tags' : 'n';
    if (last === 'n')
      for (const t of all.slice(0, 50))
        expect(await things.countDocuments({ ...filter, writer: t.writer, n: t.n })).toBe(
          partial && !t.open ? 0 : 1,
        );
  }
}

test(
  `${ROUNDS} times killed under ${WRITERS} writers: every acknowledged write is there, and no other`,
  async () => {
    let total = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const store = await startStoreProcess(dataDir);
      const client = await new mongo.MongoClient(store.uri, {
        maxPoolSize: WRITERS,
        serverSelectionTimeoutMS: 3_000,
        retryWrites: false,
      }).connect();
      const things = client.db().collection<Thing>('things');
      if (round === 0)
        await things.createIndexes([
          { key: { writer: 1, n: -1 }, name: 'writer' },
          { key: { n: 1 }, name: 'unique', unique: true },
          { key: { tags: 1 }, name: 'tags' },
          { key: { n: 1, writer: 1 }, name: 'open', partialFilterExpression: { open: true } },
        ]);
      const all = await things.find({}, { hint: { $natural: 1 } }).toArray();
      for (const [writer, ledger] of ledgers.entries())
        settle(ledger, new Map(all.filter((t) => t.writer === writer).map((t) => [t._id, t])));
      expect(all.every((t) => t.writer < WRITERS)).toBe(true);
      await compareIndexes(things, all);
      if (round < ROUNDS) {
        const writing = ledgers.map((_, writer) => write(writer, things));
        // However slow the machine is, there is something to lose: one write in two leaves a document more.
        await acknowledged(40 + Math.floor(Math.random() * 400));
        await store.kill();
        await client.close(true);
        await Promise.all(writing);
      } else {
        total = all.length;
        await client.close();
        await store.kill();
      }
    }
    expect(total).toBeGreaterThan(ROUNDS * 10);
    expect(integrity()).toBe('ok');
  },
  20_000 + ROUNDS * 10_000,
);

function integrity(): unknown {
  const file = join(dataDir, 'store.sqlite');
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const db = new sqlite.Database(file);
  db.exec('pragma locking_mode=exclusive');
  const [row] = db.all('pragma integrity_check') as { integrity_check: string }[];
  db.close();
  return row?.integrity_check;
}
