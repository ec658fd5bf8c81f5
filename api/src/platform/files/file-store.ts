import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the bytes of pictures live. Names are made by the caller from the content, so a name never changes its bytes. */
export interface FileStore {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** null when there is no such file. */
  open(name: string): Promise<{ size: number; stream: () => Readable } | null>;
  remove(name: string): Promise<void>;
}

const safeName = /^[a-z0-9]{8,80}(\.[a-z0-9]{1,8}){1,2}$/;

async function syncAndClose(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Files on a disk: written beside, synced, then renamed, so a name is either absent or complete. */
export function openDiskStore(folder: string): FileStore {
  const pathOf = (name: string) => {
    if (!safeName.test(name)) throw new TypeError('a stored name is made of a content hash');
    // Two levels of folders keep any one folder small.
    return join(folder, name.slice(0, 2), name.slice(2, 4), name);
  };
  return {
    async put(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      const beside = `${path}.${randomBytes(6).toString('hex')}.part`;
      try {
        const handle = await open(beside, 'wx');
        await handle.writeFile(bytes);
        await syncAndClose(handle);
        await rename(beside, path);
      } catch (cause) {
        await rm(beside, { force: true });
        throw cause;
      }
      // The rename itself must survive a power cut too.
      await syncAndClose(await open(dirname(path), 'r'));
    },
    async open(name) {
      const path = pathOf(name);
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return found && { size: found.size, stream: () => createReadStream(path) };
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}
