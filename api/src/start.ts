import { allContracts } from '@gongzhi/shared/contracts';
import packageJson from '../package.json';
import { createApp } from './app';
import type { Config } from './config';
import { listen } from './http/server';
import { migrate } from './migrations/migrate';
import { migrations } from './migrations/migrations';
import { authenticate } from './modules/identity/authenticate';
import { startWorker } from './outbox/worker';
import { ensureIndexes, openDatabase, pingDatabase } from './platform/database';
import { logger } from './platform/logger';
import { createMetrics } from './platform/metrics';
import { routes } from './routes';
import { setUpModules } from './set-up-modules';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** Everything in order: database → migrations → demonstration data → http → worker. What is open is closed backwards. */
export async function start(config: Config): Promise<Running> {
  logger.level = config.logLevel;
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const database = await openDatabase(config);
    opened.push(database.stop);
    await migrate(database.connection, migrations);
    await ensureIndexes();
    setUpModules(config);
    const metrics = createMetrics({ process: true });
    const app = createApp({
      config,
      version: packageJson.version,
      contracts: allContracts,
      authenticate,
      routes: (api) => {
        for (const register of routes) register(api);
      },
      checks: { database: pingDatabase },
      metrics,
    });
    const server = await listen(app, config);
    opened.push(server.stop);
    opened.push(startWorker().stop);
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
