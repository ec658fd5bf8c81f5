import path from 'node:path';
import mongoose, { type Model, type mongo } from 'mongoose';
import type { Config } from '../config';
import { clock } from './clock';
import { startEmbeddedStore } from './embedded-store/index';
import { logger } from './logger';
import { cameWithin } from './patience';

export interface Database {
  readonly connection: mongoose.Connection;
  /** Closes the connection, then the embedded store when this process runs it. */
  stop(): Promise<void>;
}

/** A database that belongs to the other mode; said to the person who started the program. */
export class WrongDatabase extends Error {
  override readonly name = 'WrongDatabase';
}

/** How long a stop waits until the connection is closed: open cursors are given back, which a busy database may not answer. */
const CLOSE_WITHIN_MS = 2_000;

/** Connects mongoose: to the MongoDB of the configuration, or to the embedded store in the data folder. */
export async function openDatabase(
  config: Pick<Config, 'mongodbUri' | 'dataDir' | 'demo'>,
  embedded: { threadUrl?: URL; stopWithinMs?: number } = {},
): Promise<Database> {
  const store = config.mongodbUri
    ? undefined
    : await startEmbeddedStore({ dataDir: path.join(config.dataDir, 'store'), ...embedded });
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  const stop = async () => {
    await cameWithin(CLOSE_WITHIN_MS, mongoose.disconnect());
    await store?.stop();
  };
  try {
    const uri = config.mongodbUri ?? store?.uri ?? '';
    await mongoose.connect(uri, { serverSelectionTimeoutMS: 8_000, ...(store ? { dbName: 'gongzhi' } : {}) });
    await stamp(mongoose.connection, config.demo);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection: mongoose.connection, stop };
}

interface Installation {
  _id: 'installation';
  demo: boolean;
  createdAt: Date;
}

/** A demonstration never touches a real district's database, nor the other way round: the database says which it is. */
async function stamp(connection: mongoose.Connection, demo: boolean): Promise<void> {
  const system = connection.collection<Installation>('system');
  const found = await system.findOne({ _id: 'installation' });
  if (found && found.demo === demo) return;
  if (found?.demo) {
    throw new WrongDatabase(
      'This database holds the demonstration. Give a real installation its own database, or set DEMO=1',
    );
  }
  if (found || (demo && (await holdsAnything(connection)))) {
    throw new WrongDatabase(
      'This database is not a demonstration. Set DEMO=0 to use it, or give the demonstration its own',
    );
  }
  await system.updateOne(
    { _id: 'installation' },
    { $set: { demo, createdAt: clock.now() } },
    { upsert: true },
  );
}

async function holdsAnything(connection: mongoose.Connection): Promise<boolean> {
  const collections = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  return collections.some(({ name }) => !name.startsWith('system'));
}

/** Creates the indexes every model declares; those already there are left alone. */
export async function ensureIndexes(): Promise<void> {
  await Promise.all(Object.values(mongoose.models).map(createDeclared));
  logger.debug({ models: Object.keys(mongoose.models).length }, 'indexes are in place');
}

/** All of a collection in one command, so that what is stored already is read once and not for each of them. */
async function createDeclared({ schema, collection }: Model<unknown>): Promise<void> {
  // Mongoose and the driver name the same options differently in their types only.
  const declared = schema
    .indexes()
    .map(([key, options]) => ({ key, ...options }) as unknown as mongo.IndexDescription);
  if (declared.length > 0) await collection.createIndexes(declared);
}

/** Asks the database for a sign of life. */
export async function pingDatabase(): Promise<{ ms: number }> {
  const startedAt = performance.now();
  await mongoose.connection.db?.admin().command({ ping: 1 }, { timeoutMS: 3_000 });
  return { ms: Math.round(performance.now() - startedAt) };
}
