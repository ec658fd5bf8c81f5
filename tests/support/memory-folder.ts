import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

const memory = '/dev/shm';
const beginning = 'gongzhi-tests-';
const ENOUGH_BYTES = 2 ** 30;

/**
 * A folder in memory for what the tests write, where the system has one with room. A store waits for the disk at every
 * write so that a power cut loses nothing; no test cuts the power, and a process that is killed leaves the same behind.
 */
export function memoryFolder(): string | undefined {
  if (!existsSync(memory)) return undefined;
  sweep();
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < ENOUGH_BYTES) return undefined;
  const folder = path.join(memory, `${beginning}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What runs that were broken off have left. */
function sweep(): void {
  for (const name of readdirSync(memory)) {
    if (name.startsWith(beginning) && !isRunning(Number(name.slice(beginning.length))))
      rmSync(path.join(memory, name), { recursive: true, force: true });
  }
}

/** Whether a folder is one of these, to be removed after the tests. */
export const isOfTests = (folder: string): boolean => folder.startsWith(path.join(memory, beginning));

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
