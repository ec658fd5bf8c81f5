// node scripts/build.mjs [--force] <target>...      targets: api, h5, weapp
// Builds a target only when the content of its sources changed. A build that fails leaves the last good
// output where it was and ends with a code other than zero.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { firstLoadList, keepWithin, measures } from './budgets.mjs';
import { compileStyles, compileTemplates } from './wechat-compilers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache/build');
const common = ['package-lock.json', 'scripts/build.mjs', 'shared/src', 'shared/package.json'];
const miniapp = [
  'scripts/budgets.mjs',
  'scripts/wechat-compilers.mjs',
  'miniapp/src',
  'miniapp/config',
  'miniapp/types',
  'miniapp/babel.config.js',
  'miniapp/package.json',
];

const targets = {
  api: {
    sources: [...common, 'api/src', 'api/package.json', 'tsconfig.json'],
    output: 'api/dist',
    build: buildApi,
  },
  h5: { sources: [...common, ...miniapp], output: 'miniapp/dist/h5', build: () => buildMiniapp('h5') },
  weapp: {
    sources: [...common, ...miniapp],
    settings: ['GONGZHI_API_ORIGIN'],
    output: 'miniapp/dist/weapp',
    build: () => buildMiniapp('weapp'),
  },
};

/** All files below a path, in a stable order. */
function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = (() => {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (error.code === 'ENOTDIR') return null;
      throw error;
    }
  })();
  if (!entries) return [path];
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}

function hashOf(sources, settings) {
  const hash = createHash('sha256').update(process.version);
  for (const name of settings)
    hash
      .update(name)
      .update('\0')
      .update(process.env[name] ?? '')
      .update('\0');
  for (const file of sources.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** The program: every entry bundled with what it shares with the mini-app; packages stay in node_modules. */
async function buildApi() {
  const { build } = await import('esbuild');
  const fresh = join(root, `.cache/build/api-${process.pid}`);
  await build({
    absWorkingDir: root,
    entryPoints: [
      'main.ts',
      'cli.ts',
      'platform/embedded-store/store-thread.ts',
      'platform/xlsx/workbook-thread.ts',
    ]
      .map((entry) => join('api/src', entry))
      .filter((entry) => existsSync(join(root, entry))),
    outdir: fresh,
    outbase: 'api/src',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [{ name: 'packages-stay-outside', setup: keepPackagesOutside }],
  });
  replace(fresh, join(root, 'api/dist'));
}

function keepPackagesOutside(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === 'entry-point' || path.startsWith('@gongzhi/')) return undefined;
    return { path, external: true };
  });
}

/** Taro empties its output folder first, so it builds beside the last good one. */
async function buildMiniapp(type) {
  if (type === 'weapp') checkApiOrigin();
  const fresh = `dist/.new-${type}-${process.pid}`;
  await run('npx', ['taro', 'build', '--type', type, '--no-check'], join(root, 'miniapp'), {
    TARO_ENV: type,
    NODE_ENV: 'production',
    GONGZHI_OUTPUT: fresh,
  });
  const expected = type === 'h5' ? 'index.html' : 'app.json';
  if (!existsSync(join(root, 'miniapp', fresh, expected))) throw new Error(`no ${expected} was written`);
  const folder = join(root, 'miniapp', fresh);
  if (type === 'weapp') passWechat(folder);
  for (const line of keepWithin(measures[type](folder))) console.log(`build ${type}: ${line}`);
  rmSync(join(folder, firstLoadList), { force: true });
  if (type === 'h5') packFiles(folder);
  replace(folder, join(root, `miniapp/dist/${type}`));
}

/** Puts a packed copy beside each text file, as small as it gets: the server sends these and packs nothing itself. */
function packFiles(folder) {
  for (const file of filesOf(folder)) {
    const content = readFileSync(file);
    if (!/\.(js|css|html|svg|json)$/.test(file) || content.length < 1024) continue;
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}

/** What WeChat's developer tools would refuse is refused here. */
function passWechat(folder) {
  try {
    const [templates, styles] = [compileTemplates(folder), compileStyles(folder)];
    console.log(
      `build weapp: ${templates.files.length} templates and ${styles.files.length} style sheets pass WeChat's compilers`,
    );
  } catch (error) {
    if (!error.cannotRun) throw error;
    console.warn(`build weapp: WARNING: WeChat's compilers do not run on this machine (${error.message})`);
  }
}

/** A mini-app is built with the address of its API: without one it works on this machine only. */
function checkApiOrigin() {
  const origin = process.env.GONGZHI_API_ORIGIN;
  if (!origin) {
    console.warn(
      'build weapp: WARNING: GONGZHI_API_ORIGIN is not set. This mini-app asks http://127.0.0.1:3000, so it works in\n' +
        '  the developer tools of this machine and on no phone. For phones: GONGZHI_API_ORIGIN=https://your.address',
    );
  } else if (!URL.canParse(origin) || new URL(origin).origin !== origin || !origin.startsWith('https://')) {
    throw new Error(`GONGZHI_API_ORIGIN must be like https://gongzhi.example.gov.cn, not ${origin}`);
  }
}

function replace(fresh, output) {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(dirname(output), { recursive: true });
  renameSync(fresh, output);
}

/** Runs a command quietly; what it printed is shown only when it fails. */
function run(command, args, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.stderr.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      // Taro reports some errors and still ends with 0.
      if (code === 0 && !/ERROR in |Module not found|✖/.test(printed)) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${printed.slice(-6000)}`));
    });
  });
}

async function buildTarget(name, force) {
  const { sources, settings = [], output, build } = targets[name];
  const stamp = join(cache, `${name}.hash`);
  const hash = hashOf(sources, settings);
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (!force && known === hash && existsSync(join(root, output))) {
    console.log(`build ${name}: unchanged`);
    return;
  }
  const started = Date.now();
  await build();
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`build ${name}: ${output} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = names.filter((name) => !Object.hasOwn(targets, name));
if (names.length === 0 || unknown.length > 0) {
  console.error(`usage: node scripts/build.mjs [--force] ${Object.keys(targets).join(' ')}`);
  process.exit(2);
}
for (const name of names) {
  try {
    await buildTarget(name, args.includes('--force'));
  } catch (error) {
    for (const unfinished of [
      `.cache/build/api-${process.pid}`,
      `miniapp/dist/.new-${name}-${process.pid}`,
    ]) {
      rmSync(join(root, unfinished), { recursive: true, force: true });
    }
    console.error(`build ${name}: failed\n${error.message}`);
    process.exit(1);
  }
}
