import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { cameWithin } from '../patience';
import { holderOf, takeLock } from './lock';

export type EmbeddedStore = {
  uri: string;
  port: number;
  /** Answers what has arrived, closes the file and frees the folder. */
  stop(): Promise<void>;
};

/**
 * A store that builds an index over a million cases answers nobody for minutes; it is a thread of this very program,
 * so the driver shall not take it for gone meanwhile.
 */
const PATIENCE_MS = 2 * 3_600_000;
/** A stop waits so long for what was asked for before. */
const STOP_WITHIN_MS = 8_000;

const uriOf = (port: number) =>
  `mongodb://127.0.0.1:${port}/gongzhi?directConnection=true&connectTimeoutMS=${PATIENCE_MS}`;

/** The built thread lies beside the program, in the folder of its source or directly. */
function builtThread(): URL {
  const places = ['./platform/embedded-store/store-thread.js', './store-thread.js'];
  const urls = places.map((place) => new URL(place, import.meta.url));
  return urls.find((url) => existsSync(url)) ?? (urls[0] as URL);
}

/** Starts the store of a data folder in a thread of its own; throws StoreInUse when a process has it already. */
export async function startEmbeddedStore(options: {
  dataDir: string;
  threadUrl?: URL;
  /** How long a stop waits for what was asked for before. */
  stopWithinMs?: number;
}): Promise<EmbeddedStore> {
  const dataDir = resolve(options.dataDir);
  const lock = takeLock(dataDir);
  process.once('exit', lock.release);
  const free = () => {
    process.removeListener('exit', lock.release);
    lock.release();
  };
  const worker = new Worker(options.threadUrl ?? builtThread(), { workerData: { dataDir } });
  const ended = new Promise<void>((done) => worker.once('exit', () => done()));
  try {
    const port = await new Promise<number>((ready, failed) => {
      worker.once('message', (message: { port: number }) => ready(message.port));
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`the store's thread ended with code ${code}`)));
    });
    lock.announce(port);
    // The store alone is no reason for a process to go on.
    worker.unref();
    // A thread that dies takes the program with it: going on without a database helps nobody.
    worker.on('error', (error) => {
      throw error;
    });
    const stop = async () => {
      worker.ref();
      worker.postMessage('stop');
      // What is asked for still may take minutes. Cut short it is as if the power had failed: what was answered is kept.
      if (!(await cameWithin(options.stopWithinMs ?? STOP_WITHIN_MS, ended))) await worker.terminate();
      free();
    };
    return { uri: uriOf(port), port, stop };
  } catch (error) {
    await worker.terminate();
    free();
    throw error;
  }
}

/** The address of the store another process runs on this folder, or null when none does. */
export async function attachEmbeddedStore(dataDir: string): Promise<string | null> {
  const holder = holderOf(resolve(dataDir));
  return holder?.port ? uriOf(holder.port) : null;
}
