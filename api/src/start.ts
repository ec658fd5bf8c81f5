import { createGongzhi } from './app';
import type { Config } from './config';
import { seedCases } from './demonstration/seed-cases';
import { seedDemonstration } from './demonstration/seed-demonstration';
import { listen } from './http/server';
import { migrate } from './migrations/migrate';
import { migrations } from './migrations/migrations';
import { watchPlaces } from './modules/places/place-index';
import { startWorker } from './outbox/worker';
import { clock } from './platform/clock';
import { ensureIndexes, openDatabase } from './platform/database';
import { logger } from './platform/logger';
import { createMetrics } from './platform/metrics';
import { readyModules, setUpModules } from './set-up-modules';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

interface StartOptions {
  /** The thread of the embedded store, where it does not lie beside the program. */
  threadUrl?: URL;
  /** How long the stop of each part waits for what is under way; each has its own. */
  stopWithinMs?: number;
}

/** Everything in order: database → migrations → modules → worker → http. What is open is closed backwards. */
export async function start(
  config: Config,
  { threadUrl, stopWithinMs }: StartOptions = {},
): Promise<Running> {
  logger.level = config.logLevel;
  const opened: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const database = await openDatabase(config, { threadUrl, stopWithinMs });
    opened.push(database.stop);
    await migrate(database.connection, migrations);
    await ensureIndexes();
    setUpModules(config);
    await readyModules();
    if (config.demo) {
      await seedDemonstration(clock.now());
      await seedCases(clock.now());
    }
    opened.push(watchPlaces());
    // The worker stops after the server: a request under way may still leave it something to do.
    const worker = startWorker({ stopWithinMs });
    opened.push(worker.stop);
    const app = createGongzhi(config, createMetrics({ process: true }));
    const server = await listen(app, { port: config.port, host: config.host, stopWithinMs });
    opened.push(server.stop);
    return { port: server.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
