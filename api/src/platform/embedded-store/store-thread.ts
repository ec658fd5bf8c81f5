import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { StoreServer } from './server';
import { Storage } from './storage';

/** The store's own thread: a slow query here does not hold up the program that asks. */
async function run(dataDir: string): Promise<void> {
  const file = join(dataDir, 'store.sqlite');
  // The engine's own lock is left behind by a killed process; the folder's lock already says it is ours.
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const server = new StoreServer(new Storage(file));
  parentPort?.postMessage({ port: await server.listen() });
  parentPort?.once('message', () => {
    server.stop();
    parentPort?.postMessage({ stopped: true });
    parentPort?.close();
    // A client that does not read its last answer shall not keep the thread.
    setTimeout(() => process.exit(0), 1_000).unref();
  });
}

void run((workerData as { dataDir: string }).dataDir);
