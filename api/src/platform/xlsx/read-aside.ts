import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { readWorkbook, UnreadableFile, type Workbook } from './read-workbook';

type Told = { workbook: Workbook } | { unreadable: string };

/** Beside the program's own file once it is built; when it runs from its sources, as tests do, there is none. */
function builtThread(): URL | null {
  const url = new URL('./platform/xlsx/workbook-thread.js', import.meta.url);
  return existsSync(url) ? url : null;
}

/** As `readWorkbook`, in a thread of its own: a large sheet takes seconds, in which others want their answers. */
export async function readWorkbookAside(bytes: Uint8Array, mostRows: number): Promise<Workbook> {
  const thread = builtThread();
  if (!thread) return readWorkbook(bytes, mostRows);
  const worker = new Worker(thread, { workerData: { bytes, mostRows } });
  try {
    const told = await new Promise<Told>((done, failed) => {
      worker.once('message', done);
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`the thread that reads a workbook ended with ${code}`)));
    });
    if ('unreadable' in told) throw new UnreadableFile(told.unreadable);
    return told.workbook;
  } finally {
    await worker.terminate();
  }
}
