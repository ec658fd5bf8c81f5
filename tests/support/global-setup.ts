import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { memoryFolder } from './memory-folder';
import { headlessShell } from './which-browser';

const built = join(__dirname, '../../node_modules/.cache/gongzhi-tests');
/** Where the embedded store is built for the tests; node_modules lies above it. */
export const storeThread = join(built, 'store-thread.js');
export const storeEntry = join(built, 'index.js');

/** What is made once before all tests. */
export default async function globalSetup(): Promise<void> {
  // Where `tmpdir()` is, for every test and program that is started from here on.
  const folder = memoryFolder();
  if (folder) process.env.TMPDIR = folder;
  // Unpacked before the workers ask for it; where there is none, only the tests that need one fail.
  await Promise.all([buildStore(), headlessShell().catch(() => undefined)]);
}

/** Worker threads cannot run TypeScript: the store is bundled. */
async function buildStore(): Promise<void> {
  const source = join(__dirname, '../../api/src/platform/embedded-store');
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: [join(source, 'store-thread.ts'), join(source, 'index.ts')],
    outdir: built,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
