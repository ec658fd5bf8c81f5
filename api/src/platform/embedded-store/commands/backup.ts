import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { StoreError } from '../errors';
import type { Command } from './command';

/** Our own administrative command: a consistent copy of the whole store, taken while it runs. */
export const gongzhiBackup: Command = {
  fields: 'file',
  run({ storage, body }) {
    const file = body.file;
    if (typeof file !== 'string' || !isAbsolute(file))
      throw new StoreError(2, 'the backup needs an absolute path');
    if (existsSync(file)) throw new StoreError(2, `the file ${file} exists already`);
    const partial = `${file}.partial`;
    rmSync(partial, { force: true });
    storage.sql.all('vacuum into ?', [partial]);
    sync(partial);
    renameSync(partial, file);
    sync(dirname(file));
    return { file, ok: 1 };
  },
};

/** Windows cannot open a folder; there the rename alone has to do. */
function sync(path: string): void {
  try {
    const fd = openSync(path, 'r');
    fsyncSync(fd);
    closeSync(fd);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'EISDIR' &&
      (error as NodeJS.ErrnoException).code !== 'EPERM'
    )
      throw error;
  }
}
