import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import { clock } from '../platform/clock';
import { logger } from '../platform/logger';
import type { Migration } from './migrations';

interface SchemaRecord {
  _id: 'schema';
  schemaVersion: number;
  applied: { version: number; name: string; at: Date }[];
}
interface Lock {
  _id: 'migration-lock';
  owner: string;
  until: Date;
}

const leaseMs = 10 * 60_000;

/** The database was written by a newer program; running on would damage it. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

/** Runs what is missing, in order, one process at a time, and records each; returns the schema version. */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  if ((await readVersion(connection)) === newest) return newest;
  const owner = await takeLock(connection);
  try {
    // Read again: another process may have finished while this one waited.
    const current = await readVersion(connection);
    if (current > newest) {
      throw new NewerDatabase(`The database is at version ${current}, this program knows only ${newest}`);
    }
    for (const migration of migrations.filter(({ version }) => version > current)) {
      await migration.run(connection);
      await record(connection, migration);
      logger.info({ version: migration.version, name: migration.name }, 'migrated');
    }
    return newest;
  } finally {
    await connection.collection<Lock>('system').deleteOne({ _id: 'migration-lock', owner });
  }
}

async function readVersion(connection: Connection): Promise<number> {
  const found = await connection.collection<SchemaRecord>('system').findOne({ _id: 'schema' });
  return found?.schemaVersion ?? 0;
}

async function record(connection: Connection, { version, name }: Migration): Promise<void> {
  await connection
    .collection<SchemaRecord>('system')
    .updateOne(
      { _id: 'schema' },
      { $set: { schemaVersion: version }, $push: { applied: { version, name, at: clock.now() } } },
      { upsert: true },
    );
}

/** Waits for the lock; the lease of a process that died runs out by itself. */
async function takeLock(connection: Connection): Promise<string> {
  const locks = connection.collection<Lock>('system');
  const owner = randomUUID();
  for (;;) {
    const until = new Date(clock.now().getTime() + leaseMs);
    try {
      await locks.insertOne({ _id: 'migration-lock', owner, until });
      return owner;
    } catch (error) {
      if (!(error instanceof mongoose.mongo.MongoServerError && error.code === 11000)) throw error;
    }
    await locks.deleteOne({ _id: 'migration-lock', until: { $lte: clock.now() } });
    await sleep(250);
  }
}
