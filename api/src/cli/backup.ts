import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config';
import { backupEmbeddedStore, restoreEmbeddedStore } from '../platform/embedded-store/backup';
import { commandConfig, filesFolder, storeFolder, UsageError } from './context';

type Print = (line: string) => void;

function embeddedConfig(): Config {
  const config = commandConfig();
  if (config.mongodbUri) {
    throw new UsageError(
      'this is for the embedded store; back MongoDB up with its own tools, and copy DATA_DIR/files',
    );
  }
  return config;
}

function folderFrom(args: string[], verb: string): { folder: string; force: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (!folder) throw new UsageError(`${verb} <folder>`);
  return { folder: path.resolve(folder), force: values.force };
}

const inFolder = (folder: string) => ({
  store: path.join(folder, 'store.sqlite'),
  files: path.join(folder, 'files'),
});

/** `backup <folder>`: the store as it is at one moment, then the pictures, which never change once stored. */
export async function backup(args: string[], print: Print): Promise<void> {
  const config = embeddedConfig();
  const { folder } = folderFrom(args, 'backup');
  const { store, files } = inFolder(folder);
  if (existsSync(store)) throw new UsageError(`${folder} holds a backup already; choose another folder`);
  await mkdir(folder, { recursive: true });
  await backupEmbeddedStore(storeFolder(config), store);
  if (existsSync(filesFolder(config))) await cp(filesFolder(config), files, { recursive: true });
  print(`Everything is in ${folder}.`);
}

/** `restore <folder> [--force]`: pictures first, so that the store never names one that is not there. */
export async function restore(args: string[], print: Print): Promise<void> {
  const config = embeddedConfig();
  const { folder, force } = folderFrom(args, 'restore');
  const { store, files } = inFolder(folder);
  if (!existsSync(store)) throw new UsageError(`${folder} holds no backup`);
  if (existsSync(files)) await cp(files, filesFolder(config), { recursive: true, force: false });
  await restoreEmbeddedStore(store, storeFolder(config), { force });
  print(`The backup of ${folder} is in ${config.dataDir}.`);
}
