// Starting and stopping what is measured, and looking at it from outside.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of its own that may send messages; one that fails ends the measurement. */
export function startProcess(file, { args = [], execArgv = [], env = {}, output = 'ignore' } = {}) {
  const child = fork(join(root, file), args, {
    cwd: root,
    execArgv,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', (code) => {
    running.delete(child);
    if (code) process.exit(code);
  });
  return child;
}

export async function stopProcess(child) {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export const nextMessage = async (child) => (await once(child, 'message'))[0];

export async function until(what, isSo, seconds = 300) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await isSo().catch(() => false)) return;
    await wait(50);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** The API as it runs for real but for limits and the checks of answers; with its readiness, ways to call it, and what it costs. */
export async function startApi({ dataDir, port, execArgv = [], worker = true }) {
  const began = performance.now();
  const env = {
    ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: '1', HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    ...{ RATE_LIMITS: '0', CHECK_RESPONSES: '0' },
  };
  const child = startProcess('api/dist/main.js', { execArgv, env });
  const messages = execArgv.length > 0 && worker ? nextMessage(child) : undefined;
  const base = `http://127.0.0.1:${port}`;
  const ready = async () => (await fetch(`${base}/health/ready`)).json();
  await until('the server is ready', async () => (await ready()).status === 'ok');
  const startedInMs = performance.now() - began;
  const told = () => until('the worker has caught up', async () => (await ready()).worker.due === 0);
  const connected = await messages;
  return { child, base, startedInMs, told, connected, storeUri: storeUri(dataDir), call: callerOf(base) };
}

function storeUri(dataDir) {
  const { port } = JSON.parse(readFileSync(join(dataDir, 'store/store.lock'), 'utf8'));
  return `mongodb://127.0.0.1:${port}/gongzhi?directConnection=true&connectTimeoutMS=7200000`;
}

const callerOf = (base) =>
  async function call(path, { token, body } = {}) {
    const response = await fetch(`${base}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw Object.assign(new Error(`${path}: ${response.status} ${text}`), { status: response.status });
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };

/** Processor time a process has used, in ms; 0 where the system does not tell. */
export function cpuMs({ pid }) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** Memory of a process in MB: now, and the most it ever had. */
export function memory({ pid }) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: 0, most: 0 };
  }
}

export function sizeOnDiskMb(folder) {
  const bytes = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0);
  return Math.round(bytes / 1e6);
}
