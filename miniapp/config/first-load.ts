import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Chunk, ChunkGroup, Compilation, Compiler } from 'webpack';

const NAME = 'first-load';
const home = '/pages/home/index';
/** What opens without a network, besides the first page: a report is written where it is seen. */
const withoutNetwork = [home, '/pages/resident/report/index', '/pages/resident/drafts/index'].concat([
  '/pages/sign-in/index',
  '/pages/me/index',
]);

/**
 * Writes down what the pages of the web app need, with what they ask for by themselves afterwards. `first-load.json`
 * has the scripts of the first page: scripts/budgets.mjs weighs them. `page-files.json` has for each address what its
 * page loads after the entry: the server names it with the page, so that the browser need not find out step by step.
 * `service-worker.js` is told which files open the app without a network.
 */
export class FirstLoad {
  /** `routes`: from a page to its address. */
  constructor(private readonly routes: Readonly<Record<string, string>>) {}

  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        const entry = filesOf([...compilation.entrypoints.values()]);
        const first = new Set([...entry, ...filesOf(groupsOf(compilation, home))]);
        if (first.size === entry.size) throw new Error(`no script of ${home} was found`);
        const scripts = [...first].filter((file) => file.endsWith('.js'));
        compilation.emitAsset('first-load.json', new sources.RawSource(JSON.stringify(scripts)));
        const pages = Object.entries(this.routes).map(([page, address]) => {
          const files = filesOf(groupsOf(compilation, page));
          return [address, [...files].filter((file) => !entry.has(file))];
        });
        const list = JSON.stringify(Object.fromEntries(pages));
        compilation.emitAsset('page-files.json', new sources.RawSource(list));
        const kept = [...entry, ...filesOf(withoutNetwork.flatMap((page) => groupsOf(compilation, page)))];
        const worker = serviceWorkerOf(compilation, ['first-look.js', ...new Set(kept)]);
        compilation.emitAsset('service-worker.js', new sources.RawSource(worker));
      });
    });
  }
}

/** The service worker with its files; its version is their content, which the names of most of them tell. */
function serviceWorkerOf(compilation: Compilation, files: readonly string[]): string {
  const source = readFileSync(resolve(__dirname, '../src/service-worker.js'), 'utf8');
  const version = createHash('sha256').update(files.join()).update(source);
  for (const name of ['index.html', 'first-look.js']) {
    const asset = compilation.getAsset(name);
    if (!asset) throw new Error(`${name} was not built before the service worker`);
    version.update(asset.source.buffer());
  }
  const told = `const VERSION = '${version.digest('hex').slice(0, 8)}';
const FILES = ${JSON.stringify(files.map((file) => `/${file}`))};
`;
  return told + source;
}

/** What a page loads, and what that loads. */
function groupsOf({ chunkGroups }: Compilation, page: string): ChunkGroup[] {
  return chunkGroups
    .filter(({ origins }) => origins.some(({ request }) => request?.includes(page.slice(1))))
    .flatMap((group) => withChildren(group));
}

function withChildren(group: ChunkGroup, known = new Set<ChunkGroup>()): ChunkGroup[] {
  if (known.has(group)) return [];
  known.add(group);
  return [group, ...[...group.childrenIterable].flatMap((child) => withChildren(child, known))];
}

const filesOf = (groups: readonly ChunkGroup[]) =>
  new Set(groups.flatMap(({ chunks }) => chunks.flatMap(loaded)));

const loaded = ({ files }: Chunk) => [...files].filter((file) => /\.(js|css)$/.test(file));
