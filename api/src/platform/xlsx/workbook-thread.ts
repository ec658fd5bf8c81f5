import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook, UnreadableFile } from './read-workbook';

/** Reads one workbook beside the program, which goes on answering. What a thread throws loses its class on the way. */
async function run({ bytes, mostRows }: { bytes: Uint8Array; mostRows: number }): Promise<void> {
  try {
    parentPort?.postMessage({ workbook: await readWorkbook(bytes, mostRows) });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    parentPort?.postMessage({ unreadable: error.message });
  }
}

void run(workerData);
