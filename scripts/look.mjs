// npm run look -- <folder> [part of a page's name]...      pictures of every page in every mode, to be looked at
// The walk itself is tests/e2e/every-page.ts; it is bundled because it is TypeScript and runs outside jest here.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, '.cache/look/look.cjs');

await build({
  entryPoints: [join(root, 'tests/e2e/look.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
process.exit(
  spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
);
