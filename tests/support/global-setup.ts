import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Where the embedded store's thread is built for the tests; node_modules lies above it. */
export const storeThread = join(__dirname, '../../node_modules/.cache/gongzhi-tests/store-thread.mjs');

/** Worker threads cannot run TypeScript: the store's thread is bundled once before all tests. */
export default async function globalSetup(): Promise<void> {
  if (process.env.MONGODB_URI && existsSync(storeThread)) return;
  await build({
    entryPoints: [join(__dirname, '../../api/src/platform/embedded-store/store-thread.ts')],
    outfile: storeThread,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
