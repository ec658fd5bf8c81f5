import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const built = join(__dirname, '../../node_modules/.cache/gongzhi-tests');
/** Where the embedded store is built for the tests; node_modules lies above it. */
export const storeThread = join(built, 'store-thread.js');
export const storeEntry = join(built, 'index.js');

/** Worker threads cannot run TypeScript: the store is bundled once before all tests. */
export default async function globalSetup(): Promise<void> {
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
