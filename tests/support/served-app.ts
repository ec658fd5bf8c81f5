import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '../..');
/** Demonstration data that scripts/test.mjs filled for this run; without it each program fills its own. */
const filled = path.join(root, '.cache/demonstration');

export interface ServedApp {
  base: string;
  dataDir: string;
  /** Milliseconds from the command to the first answer. */
  startedInMs: number;
  /** `node api/dist/cli.js …` with the settings of this program; what it printed. */
  command(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

const realInstallation = { DEMO: '0', SECRET_KEY: 'an installation of its own, with a key of its own' };

/** The built program as a newcomer starts it: demonstration mode, a data folder of its own, the pages served. */
export async function serveApp(settings: Record<string, string> = {}): Promise<ServedApp> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongzhi-served-'));
  if (existsSync(filled)) cpSync(filled, dataDir, { recursive: true });
  return start(dataDir, settings);
}

/** The built program as a bureau starts it: a real installation with nothing in it yet. */
export async function serveEmptyApp(settings: Record<string, string> = {}): Promise<ServedApp> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongzhi-empty-'));
  return start(dataDir, { ...realInstallation, HOST: '127.0.0.1', ...settings });
}

async function start(dataDir: string, settings: Record<string, string>): Promise<ServedApp> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const began = Date.now();
  const env = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: '0',
    LOG_LEVEL: 'error',
    ...settings,
  };
  const server: ChildProcess = spawn(process.execPath, ['api/dist/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  server.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  while (!(await answers(`${base}/health/ready`))) {
    if (server.exitCode !== null) throw new Error(`the program ended while starting: ${complaints}`);
    if (Date.now() - began > 100_000) throw new Error('the program was not ready within 100 seconds');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    base,
    dataDir,
    startedInMs: Date.now() - began,
    async command(...args) {
      return (await promisify(execFile)(process.execPath, ['api/dist/cli.js', ...args], { cwd: root, env }))
        .stdout;
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
