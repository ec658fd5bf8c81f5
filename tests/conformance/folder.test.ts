import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { backupEmbeddedStore, restoreEmbeddedStore } from '../../api/src/platform/embedded-store/backup';
import { attachEmbeddedStore, startEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { storeThreadUrl } from '../support/store';
import { type StoreProcess, startStoreProcess } from '../support/store-process';
import { until } from '../support/until';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-folder-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (folder = dataDir) => startEmbeddedStore({ dataDir: folder, threadUrl: storeThreadUrl });

async function using<T>(uri: string, work: (db: mongo.Db) => Promise<T>): Promise<T> {
  const client = await new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 }).connect();
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}

describe('one process a folder', () => {
  let other: StoreProcess;
  beforeEach(async () => {
    other = await startStoreProcess(dataDir);
  });
  afterEach(() => other.kill());

  test('a second process is told who has it and on which port', async () => {
    await expect(start()).rejects.toThrow(
      new RegExp(`in use by process ${other.pid} \\(port ${other.port}\\)`),
    );
  });

  test('and can attach to the store that runs', async () => {
    const uri = (await attachEmbeddedStore(dataDir)) as string;
    expect(uri).toContain(`:${other.port}/`);
    expect(await using(uri, (db) => db.command({ ping: 1 }))).toMatchObject({ ok: 1 });
  });

  test('the lock of a killed process clears itself, and nothing is lost', async () => {
    await using(other.uri, (db) => db.collection('things').insertOne({ kept: true }));
    await other.kill();
    expect(existsSync(join(dataDir, 'store.lock'))).toBe(true);
    expect(await attachEmbeddedStore(dataDir)).toBeNull();
    const store = await start();
    expect(await using(store.uri, (db) => db.collection('things').countDocuments({ kept: true }))).toBe(1);
    await store.stop();
  });
});

test('a stop does not wait for a query without end, and what was stored is kept', async () => {
  const store = await startEmbeddedStore({ dataDir, threadUrl: storeThreadUrl, stopWithinMs: 300 });
  const client = await new mongo.MongoClient(store.uri).connect();
  const things = client.db().collection('things');
  await things.insertMany(Array.from({ length: 2000 }, (_, i) => ({ i, words: 'a'.repeat(200) })));
  // Each further letter doubles the work of this pattern.
  const asked = things
    .find({ words: /^(a+)+b/ })
    .toArray()
    .then(Boolean, () => 'broken off');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = Date.now();
  await store.stop();
  expect(Date.now() - began).toBeLessThan(5000);
  await client.close();
  expect(await asked).toBe('broken off');
  const again = await start();
  expect(await using(again.uri, (db) => db.collection('things').countDocuments())).toBe(2000);
  await again.stop();
});

test('the same process cannot open a folder twice, and a stopped store frees it', async () => {
  const store = await start();
  await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
  await store.stop();
  expect(existsSync(join(dataDir, 'store.lock'))).toBe(false);
  expect(await attachEmbeddedStore(dataDir)).toBeNull();
  await (await start()).stop();
});

test.each([
  ['with the number of a process that lives, but began later', { pid: process.pid, started: '1' }],
  ['with the number of no process', { pid: 2 ** 22 + 5, started: '1' }],
])('a lock left behind %s is stale', async (_name, holder) => {
  const { hostname } = await import('node:os');
  writeFileSync(join(dataDir, 'store.lock'), JSON.stringify({ port: 1, host: hostname(), ...holder }));
  await (await start()).stop();
});

test('a lock from another machine counts as long as its heart beats', async () => {
  const file = join(dataDir, 'store.lock');
  writeFileSync(file, JSON.stringify({ pid: 5, port: 27017, host: 'another-machine', started: '1' }));
  await expect(start()).rejects.toThrow('in use by process 5');
  const ago = new Date(Date.now() - 60_000);
  utimesSync(file, ago, ago);
  await (await start()).stop();
});

test('two processes that find the same stale lock: one gets the folder', async () => {
  const first = await startStoreProcess(dataDir);
  await first.kill();
  const results = await Promise.allSettled([
    startStoreProcess(dataDir),
    startStoreProcess(dataDir),
    startStoreProcess(dataDir),
  ]);
  const started = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
  await Promise.all(started.map((p) => p.kill()));
  expect(started).toHaveLength(1);
});

describe('backup', () => {
  const file = () => join(dataDir, 'backup.gongzhi');
  const target = () => join(dataDir, 'restored');

  test('taken while writers write: a prefix of each writer, with every index in step', async () => {
    const store = await start(join(dataDir, 'live'));
    const client = await new mongo.MongoClient(store.uri).connect();
    const things = client.db().collection('things');
    await things.createIndex({ writer: 1, n: 1 }, { unique: true });
    const acknowledged = [0, 0, 0, 0];
    let writing = true;
    const writers = acknowledged.map(async (_, writer) => {
      for (let n = 0; writing; n++) {
        await things.insertOne({ writer, n, text: 'x'.repeat(500) });
        acknowledged[writer] = n + 1;
      }
    });
    await until('everybody has written', async () => acknowledged.every((many) => many > 0));
    const before = [...acknowledged];
    await backupEmbeddedStore(store.uri, file());
    const after = [...acknowledged];
    writing = false;
    await Promise.all(writers);
    await client.close();
    await store.stop();

    await restoreEmbeddedStore(file(), target());
    const restored = await start(target());
    await using(restored.uri, async (db) => {
      for (const writer of acknowledged.keys()) {
        const numbers = (await db.collection('things').find({ writer }).sort({ n: 1 }).toArray()).map(
          (d) => d.n,
        );
        expect(numbers).toEqual(numbers.map((_, n) => n));
        expect(numbers.length).toBeGreaterThanOrEqual(before[writer] as number);
        // One write of each may have been on its way when the copy was taken.
        expect(numbers.length).toBeLessThanOrEqual((after[writer] as number) + 1);
        expect(await db.collection('things').countDocuments({ writer }, { hint: { $natural: 1 } })).toBe(
          numbers.length,
        );
      }
    });
    await restored.stop();
  });

  test('of a folder that no process has open', async () => {
    const store = await start(join(dataDir, 'live'));
    await using(store.uri, (db) => db.collection('a').insertOne({ x: 1 }));
    await store.stop();
    await backupEmbeddedStore(join(dataDir, 'live'), file(), { threadUrl: storeThreadUrl });
    await restoreEmbeddedStore(file(), target());
    const restored = await start(target());
    expect(await using(restored.uri, (db) => db.collection('a').countDocuments({ x: 1 }))).toBe(1);
    await restored.stop();
  });

  test('never overwrites a file, and needs a store', async () => {
    const store = await start(join(dataDir, 'live'));
    writeFileSync(file(), 'precious');
    await expect(backupEmbeddedStore(store.uri, file())).rejects.toThrow('exists already');
    expect(readFileSync(file(), 'utf8')).toBe('precious');
    await store.stop();
    await expect(backupEmbeddedStore(join(dataDir, 'nothing'), file())).rejects.toThrow('There is no store');
  });

  test('restore refuses a folder in use, one that is not empty, and a file that is not sound', async () => {
    const store = await start(join(dataDir, 'live'));
    await using(store.uri, (db) =>
      db.collection('a').insertMany(Array.from({ length: 3000 }, (_, x) => ({ x }))),
    );
    await backupEmbeddedStore(store.uri, file());
    await expect(restoreEmbeddedStore(file(), join(dataDir, 'live'))).rejects.toThrow('in use');
    await using(store.uri, (db) => db.collection('a').insertOne({ later: true }));
    await store.stop();
    await expect(restoreEmbeddedStore(file(), join(dataDir, 'live'))).rejects.toThrow(
      'holds a store already',
    );

    const bytes = readFileSync(file());
    const broken = join(dataDir, 'broken');
    writeFileSync(broken, bytes.subarray(0, bytes.length - 8192));
    await expect(restoreEmbeddedStore(broken, target())).rejects.toThrow(/damaged|not a backup/);
    writeFileSync(broken, 'not a database at all');
    await expect(restoreEmbeddedStore(broken, target())).rejects.toThrow('not a backup');
    expect(existsSync(join(target(), 'store.sqlite'))).toBe(false);

    await restoreEmbeddedStore(file(), join(dataDir, 'live'), { force: true });
    const restored = await start(join(dataDir, 'live'));
    const counts = await using(restored.uri, async (db) => [
      await db.collection('a').countDocuments({}),
      await db.collection('a').countDocuments({ later: true }),
    ]);
    expect(counts).toEqual([3000, 0]);
    await restored.stop();
  });
});

test('a thread that cannot start says why', async () => {
  writeFileSync(
    join(dataDir, 'store.sqlite'),
    'this is no database, and it is long enough to be looked at'.repeat(100),
  );
  await expect(start()).rejects.toThrow();
  expect(existsSync(join(dataDir, 'store.lock'))).toBe(false);
});
