import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mongo } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { storeThread } from './global-setup';

/** True when the tests run against a MongoDB somebody gave, not the embedded store. */
export const onRealMongo = Boolean(process.env.MONGODB_URI);

export const storeThreadUrl = pathToFileURL(storeThread);

type Running = { uri: string; stop(): Promise<void> };

/** Starts an embedded store in a folder of its own that goes away with it. */
export async function startTemporaryStore(): Promise<EmbeddedStore & { dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-store-'));
  const store = await startEmbeddedStore({ dataDir, threadUrl: storeThreadUrl });
  return {
    ...store,
    dataDir,
    stop: async () => {
      await store.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type TestDatabase = {
  /** For mongoose.connect; names the fresh database. */
  uri: string;
  name: string;
  client: mongo.MongoClient;
  db: mongo.Db;
  /** Drops the database, disconnects, and ends the store when the file started one. */
  close(): Promise<void>;
};

let running: Promise<Running> | undefined;
let users = 0;

/**
 * A fresh, empty database: in the MongoDB of MONGODB_URI when that is set, else in an embedded store started
 * for this test file. Call `close()` in afterAll.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  running ??= process.env.MONGODB_URI
    ? Promise.resolve({ uri: process.env.MONGODB_URI, stop: async () => {} })
    : startTemporaryStore();
  users++;
  const store = await running;
  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(6).toString('hex')}`;
  const uri = withDatabase(store.uri, name);
  const client = await new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 }).connect();
  const close = async () => {
    await client.db(name).dropDatabase();
    await client.close();
    if (--users > 0) return;
    running = undefined;
    await store.stop();
  };
  return { uri, name, client, db: client.db(name), close };
}

/** The same address with another database; several hosts are no URL, so it is taken apart as text. */
function withDatabase(uri: string, name: string): string {
  const [, server = uri, database = '', options = ''] =
    /^([^:]+:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const parameters = new URLSearchParams(options);
  // An account is known in the database of the address given, not in the one made for a test.
  if (server.includes('@') && !parameters.has('authSource'))
    parameters.set('authSource', database || 'admin');
  return `${server}/${name}?${parameters}`;
}
