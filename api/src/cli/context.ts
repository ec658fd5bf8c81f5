import path from 'node:path';
import { type Config, readConfig } from '../config';
import { migrate } from '../migrations/migrate';
import { migrations } from '../migrations/migrations';
import { ensureIndexes, openDatabase } from '../platform/database';
import { attachEmbeddedStore } from '../platform/embedded-store/index';
import { logger } from '../platform/logger';
import { readyModules, setUpModules } from '../set-up-modules';

/** A mistake of the person at the keyboard; shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface CommandContext {
  config: Config;
  /** The program is running on the same store; it goes on meanwhile. */
  attached: boolean;
}

export const storeFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => path.join(dataDir, 'store');
export const filesFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => path.join(dataDir, 'files');

/** The settings of the program, with the quieter log of a command. */
export function commandConfig(): Config {
  const config = readConfig();
  // 'info' is what a server says of every request; at a keyboard only what is out of order matters.
  logger.level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return config;
}

/**
 * Runs a command on the installation's database: through the running program's store where there is one, else on its
 * own. What the program does at its start is done here too, so that a command can be the very first thing.
 */
export async function withDatabase<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = commandConfig();
  const running = config.mongodbUri ? null : await attachEmbeddedStore(storeFolder(config));
  const database = await openDatabase(running ? { ...config, mongodbUri: running } : config);
  try {
    await migrate(database.connection, migrations);
    await ensureIndexes();
    setUpModules(config);
    await readyModules();
    return await work({ config, attached: running !== null });
  } finally {
    await database.stop();
  }
}
