// node scripts/test.mjs [jest arguments]      without arguments: everything
// Builds what the tests start (cached by content), runs jest on two cores, ends with one plain line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const results = join(root, '.cache/jest.json');

/** Runs a program to its end; its exit code. */
async function run(args, env = {}) {
  const program = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [status] = await once(program, 'close');
  return status ?? 1;
}

async function must(args, env) {
  if ((await run(args, env)) !== 0) process.exit(1);
}

const needsBuilds = given.length === 0 || given.some((arg) => /e2e|miniapp/.test(arg));
// Filled once; each browser test starts the program on a copy of its own.
const demonstration = join(root, '.cache/demonstration');
// On the embedded store also when the other tests run on a MongoDB.
const ofItsOwn = { DATA_DIR: demonstration, MONGODB_URI: undefined, LOG_LEVEL: 'warn' };
rmSync(demonstration, { recursive: true, force: true });
if (needsBuilds) {
  await must(['scripts/build.mjs', 'api']);
  // Each on a core of its own.
  await Promise.all([
    must(['scripts/build.mjs', 'h5', 'weapp']),
    must(['api/dist/cli.js', 'seed'], ofItsOwn),
  ]);
}

mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(results, { force: true });
const status = await run(
  [
    'node_modules/jest/bin/jest.js',
    '--config=tests/jest.config.mjs',
    '--maxWorkers=2',
    '--json',
    `--outputFile=${results}`,
    ...given,
  ],
  { NODE_ENV: 'test' },
);

let counts;
try {
  counts = JSON.parse(readFileSync(results, 'utf8'));
} catch {
  console.error('jest ended without a result');
  process.exit(status || 1);
}
// A file that could not even be loaded counts as one failure: its tests were never counted.
const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
console.log(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(status);
