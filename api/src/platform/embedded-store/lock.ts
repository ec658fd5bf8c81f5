import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who runs the store of a folder; the port is 0 until it listens. */
export type Holder = { pid: number; port: number; host: string; started: string };

const BEAT_MS = 5_000;
const SILENT_MS = 30_000;
const lockFile = (dataDir: string) => join(dataDir, 'store.lock');

export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
  constructor(
    readonly dataDir: string,
    readonly holder: Holder,
  ) {
    super(
      `The data folder ${dataDir} is in use by process ${holder.pid} (port ${holder.port || 'not open yet'}). Stop it, or attach to it.`,
    );
  }
}

/** When a process started, where the system tells: a process number alone may have gone to another one. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const locksHere = new Set<string>();

/** The living process that runs the folder's store, if any. */
export function holderOf(dataDir: string): Holder | undefined {
  let holder: Holder;
  let beat: number;
  try {
    holder = JSON.parse(readFileSync(lockFile(dataDir), 'utf8'));
    beat = statSync(lockFile(dataDir)).mtimeMs;
  } catch {
    return undefined;
  }
  // On another machine (or container) the process cannot be looked at, but its heartbeat can.
  if (holder.host !== hostname()) return Date.now() - beat < SILENT_MS ? holder : undefined;
  if (holder.pid === process.pid && !locksHere.has(dataDir) && startOf(holder.pid) === '') return undefined;
  return isAlive(holder.pid) && startOf(holder.pid) === holder.started ? holder : undefined;
}

export type Lock = { announce(port: number): void; release(): void };

/** Takes the folder, clearing a lock whose process is gone; throws {@link StoreInUse} when it lives. */
export function takeLock(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true });
  const file = lockFile(dataDir);
  const mine: Holder = { pid: process.pid, port: 0, host: hostname(), started: startOf(process.pid) };
  const fresh = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const write = () => writeFileSync(fresh, JSON.stringify(mine));
  write();
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        createWhole(fresh, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
        const holder = holderOf(dataDir);
        if (holder) throw new StoreInUse(dataDir, holder);
        clearStale(file);
      }
    }
  } finally {
    rmSync(fresh, { force: true });
  }
  locksHere.add(dataDir);
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody removed the lock or the folder: nothing here can mend that, and the store goes on.
    }
  }, BEAT_MS);
  beat.unref();
  return {
    announce(port) {
      mine.port = port;
      write();
      renameSync(fresh, file);
    },
    release() {
      clearInterval(beat);
      if (locksHere.delete(dataDir)) rmSync(file, { force: true });
    },
  };
}

/** Linking fails when the name exists, and what appears is already complete. */
function createWhole(fresh: string, file: string): void {
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some file systems know no links: there the content follows a moment after the name.
    writeFileSync(file, readFileSync(fresh), { flag: 'wx' });
  }
}

/** Renaming is atomic: of several processes that find the same stale lock, one takes it away. */
function clearStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
