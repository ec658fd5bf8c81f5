import { ConfigError, readConfig } from './config';
import { logger } from './platform/logger';
import { start } from './start';

const startedAt = performance.now();
try {
  const config = readConfig();
  const running = await start(config);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const address =
    config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${running.port}`;
  console.info(`\n  共治 Gongzhi is ready after ${seconds} s: ${address}`);
  console.info(
    config.demo
      ? '  演示模式 Demonstration: fictional people; pick one to sign in. Ctrl+C stops.\n'
      : '  Ctrl+C stops.\n',
  );
  stopOnSignal(running.stop);
} catch (error) {
  explain(error);
  process.exitCode = 1;
  // Whatever was opened before the failure must not keep the process alive.
  setTimeout(() => process.exit(1), 1_000).unref();
}

/** The first signal stops gracefully, a second one at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130);
    stopping = true;
    logger.info({ signal }, 'stopping');
    try {
      await stop();
      process.exit(0);
    } catch (err) {
      logger.error({ err }, 'did not stop cleanly');
      process.exit(1);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** A mistake of the person starting it is told in words; anything else with its stack. */
function explain(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof ConfigError) {
    console.error(`Gongzhi cannot start with these settings:\n${error.message.replace(/^/gm, '  - ')}`);
  } else if (code === 'EADDRINUSE' && error instanceof Error) {
    console.error(`Gongzhi cannot start: ${error.message}. Choose another port: PORT=3001 npm start`);
  } else if (
    error instanceof Error &&
    ['WrongDatabase', 'NewerDatabase', 'StoreInUse'].includes(error.name)
  ) {
    console.error(`Gongzhi cannot start: ${error.message}`);
  } else {
    logger.fatal({ err: error }, 'could not start');
  }
}
