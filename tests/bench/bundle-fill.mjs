// The inventing of records is TypeScript that uses the API's own rules, so it is bundled as the API is.
import { build } from 'esbuild';
import { root } from './program.mjs';

/** Bundles `tests/bench/<name>.ts` and returns where. */
export async function bundleFill(name = 'fill') {
  const outfile = `.cache/bench/${name}.js`;
  await build({
    absWorkingDir: root,
    entryPoints: [`tests/bench/${name}.ts`],
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
