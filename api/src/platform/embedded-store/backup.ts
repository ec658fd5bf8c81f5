import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mongo } from 'mongoose';
import { attachEmbeddedStore, startEmbeddedStore } from './index';
import { takeLock } from './lock';

/** A backup that is not what it should be, or has nowhere to go; said to the person who asked. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}

/**
 * Copies the whole store into one file while it runs, as it is at one moment. Given a folder instead of an
 * address, attaches to the store that runs on it, or opens it for as long as the copy takes.
 */
export async function backupEmbeddedStore(
  uriOrDataDir: string,
  targetFile: string,
  options: { threadUrl?: URL } = {},
): Promise<void> {
  const isUri = uriOrDataDir.startsWith('mongodb://');
  const running = isUri ? uriOrDataDir : await attachEmbeddedStore(uriOrDataDir);
  if (running) return copyFrom(running, resolve(targetFile));
  if (!existsSync(storeFile(uriOrDataDir))) throw new BackupProblem(`There is no store in ${uriOrDataDir}.`);
  const store = await startEmbeddedStore({ dataDir: uriOrDataDir, ...options });
  try {
    await copyFrom(store.uri, resolve(targetFile));
  } finally {
    await store.stop();
  }
}

const storeFile = (dataDir: string) => join(resolve(dataDir), 'store.sqlite');

async function copyFrom(uri: string, file: string): Promise<void> {
  const client = await new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 }).connect();
  try {
    await client.db('admin').command({ gongzhiBackup: 1, file });
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === 2) throw new BackupProblem(error.message);
    throw error;
  } finally {
    await client.close();
  }
}

/**
 * Puts a backup into a data folder. Refuses a folder in use, one that has a store already (unless forced: then
 * the old store is kept beside it as `store.sqlite.old`), and a file that is not a whole, sound store.
 */
export async function restoreEmbeddedStore(
  file: string,
  dataDir: string,
  options: { force?: boolean } = {},
): Promise<void> {
  if (!existsSync(file)) throw new BackupProblem(`There is no file ${file}.`);
  const target = storeFile(dataDir);
  const lock = takeLock(resolve(dataDir));
  const fresh = `${target}.restoring`;
  try {
    if (existsSync(target) && !options.force)
      throw new BackupProblem(`${dataDir} holds a store already; it is replaced only when that is forced.`);
    copyFileSync(file, fresh);
    await checkSound(fresh, file);
    for (const part of ['', '-wal']) {
      rmSync(`${target}.old${part}`, { force: true });
      if (existsSync(target + part)) renameSync(target + part, `${target}.old${part}`);
    }
    const fd = openSync(fresh, 'r+');
    fsyncSync(fd);
    closeSync(fd);
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { force: true });
    lock.release();
  }
}

/** Reads the copy from end to end before anything is replaced by it. */
async function checkSound(copy: string, file: string): Promise<void> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  try {
    const db = new sqlite.Database(copy, { fileMustExist: true });
    try {
      const [result] = db.all('pragma integrity_check') as { integrity_check: string }[];
      if (result?.integrity_check !== 'ok')
        throw new BackupProblem(`${file} is damaged: ${result?.integrity_check}`);
      db.all('select count(*) from collections join indexes on indexes.collection = collections.id');
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    throw new BackupProblem(`${file} is not a backup of the embedded store.`);
  } finally {
    rmSync(`${copy}.lock`, { recursive: true, force: true });
  }
}
