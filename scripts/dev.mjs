// node scripts/dev.mjs      the server and the web app, each built anew when its sources change
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env, CHECK_RESPONSES: process.env.CHECK_RESPONSES ?? '1' };

/** Runs a Node script to its end; resolves to whether it went well. */
function build(target) {
  return new Promise((resolve) => {
    spawn(process.execPath, ['scripts/build.mjs', target], { cwd: root, stdio: 'inherit' }).on(
      'exit',
      (code) => resolve(code === 0),
    );
  });
}

let server;
function startServer() {
  server = spawn(process.execPath, ['--enable-source-maps', 'api/dist/main.js'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
}

async function restartServer() {
  // What does not build leaves the last good server running.
  if (!(await build('api'))) return;
  if (server && server.exitCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
  startServer();
}

/** Collects changes for a moment, and never does the same work twice at once. */
function onChange(folders, work) {
  let timer;
  let running = Promise.resolve();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(work);
    }, 200);
  };
  for (const folder of folders) watch(join(root, folder), { recursive: true }, later);
}

await build('h5');
await restartServer();
onChange(['api/src', 'shared/src'], restartServer);
onChange(['miniapp/src', 'shared/src'], () => build('h5'));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server?.once('exit', () => process.exit(0));
    server?.kill(signal);
  });
}
