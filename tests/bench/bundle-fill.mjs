// The inventing of cases is TypeScript that uses the API's own rules, so it is bundled as the API is.
import { build } from 'esbuild';
import { root } from './program.mjs';

export async function bundleFill() {
  const outfile = '.cache/bench/fill.js';
  await build({
    absWorkingDir: root,
    entryPoints: ['tests/bench/fill.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    plugins: [{ name: 'packages-stay-outside', setup: keepPackagesOutside }],
  });
  return outfile;
}

function keepPackagesOutside({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || path.startsWith('@gongzhi/') ? undefined : { path, external: true },
  );
}
