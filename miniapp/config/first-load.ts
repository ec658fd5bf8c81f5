import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Chunk, ChunkGroup, Compilation, Compiler } from 'webpack';

const NAME = 'first-load';
const PAGE = 'index.html';
const home = '/pages/home/index';
/** What opens without a network, besides the first page: a report is written where it is seen. */
const withoutNetwork = [home, '/pages/resident/report/index', '/pages/resident/drafts/index'].concat([
  '/pages/sign-in/index',
  '/pages/me/index',
]);

/** Scripts that run before anything is drawn and before any other is there: they stand in the page itself. */
export const firstScripts = ['first-look.js', 'first-asks.js'];

/**
 * Writes down what the pages of the web app need, with what they ask for by themselves afterwards. `first-load.json`
 * has the scripts of the first page: scripts/budgets.mjs weighs them. `page-files.json` has for each address what its
 * page needs `first` and what can come `later`: the server names it with the page, so that the browser need not find
 * out step by step. `service-worker.js` is told which files open the app without a network.
 */
export class FirstLoad {
  /** `routes`: from a page to its address. */
  constructor(private readonly routes: Readonly<Record<string, string>>) {}

  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        const whole = filesOf([...compilation.entrypoints.values()]);
        const inPage = putIntoPage(compilation, [...whole], sources);
        const entry = new Set([...whole].filter((file) => !inPage.includes(file)));
        for (const file of entry) if (file.endsWith('.js')) compileAtOnce(compilation, file, sources);
        const first = new Set([...entry, ...filesOf(groupsOf(compilation, home))]);
        if (first.size === entry.size) throw new Error(`no script of ${home} was found`);
        const scripts = [...first].filter((file) => file.endsWith('.js'));
        compilation.emitAsset('first-load.json', new sources.RawSource(JSON.stringify(scripts)));
        const pages = Object.entries(this.routes).map(([page, address]) => {
          const first = new Set([...entry, ...filesOf(ownGroupsOf(compilation, page))]);
          const later = [...filesOf(groupsOf(compilation, page))].filter((file) => !first.has(file));
          return [address, { first: [...first], later }];
        });
        const list = JSON.stringify(Object.fromEntries(pages));
        compilation.emitAsset('page-files.json', new sources.RawSource(list));
        const kept = [...entry, ...filesOf(withoutNetwork.flatMap((page) => groupsOf(compilation, page)))];
        const worker = serviceWorkerOf(compilation, [...new Set(kept)]);
        compilation.emitAsset('service-worker.js', new sources.RawSource(worker));
      });
    });
  }
}

/**
 * Of what every page runs most is called at once: a browser that knows the hint compiles it while it arrives, beside
 * the page, and not function after function when each is first called.
 * https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
function compileAtOnce(
  compilation: Compilation,
  script: string,
  { ConcatSource }: Compiler['webpack']['sources'],
): void {
  const hinted = (source: ConstructorParameters<typeof ConcatSource>[0]) =>
    new ConcatSource('//# allFunctionsCalledOnLoad\n', source);
  compilation.updateAsset(script, hinted);
}

function assetOf(compilation: Compilation, name: string): string {
  const asset = compilation.getAsset(name);
  if (!asset) throw new Error(`${name} was not built in time`);
  return asset.source.source().toString();
}

/**
 * Puts the first scripts, and the styles every page begins with, in place of the tags that name them: files of their own
 * would be waited for. Answers which of the entry's files are in the page now.
 */
function putIntoPage(
  compilation: Compilation,
  entry: readonly string[],
  { RawSource }: Compiler['webpack']['sources'],
): readonly string[] {
  const styles = entry.filter((file) => file.endsWith('.css'));
  const pieces = [
    ...firstScripts.map((name) => [name, `<script src="/${name}"></script>`, 'script'] as const),
    ...styles.map((name) => [name, `<link href="/${name}" rel="stylesheet">`, 'style'] as const),
  ];
  const page = pieces.reduce(
    (html, [name, tag, element]) => {
      const [before, after, ...more] = html.split(tag);
      if (after === undefined || more.length > 0) throw new Error(`${PAGE} has not one ${tag}`);
      return `${before}<${element}>${assetOf(compilation, name)}</${element}>${after}`;
    },
    assetOf(compilation, PAGE),
  );
  compilation.updateAsset(PAGE, new RawSource(page));
  for (const name of firstScripts) compilation.deleteAsset(name);
  return styles;
}

/** The service worker with its files; its version is their content, which the names of most of them tell. */
function serviceWorkerOf(compilation: Compilation, files: readonly string[]): string {
  const source = readFileSync(resolve(__dirname, '../src/service-worker.js'), 'utf8');
  const version = createHash('sha256').update(files.join()).update(source);
  version.update(assetOf(compilation, PAGE));
  const told = `const VERSION = '${version.digest('hex').slice(0, 8)}';
const FILES = ${JSON.stringify(files.map((file) => `/${file}`))};
`;
  return told + source;
}

/** What a page is made of. */
function ownGroupsOf({ chunkGroups }: Compilation, page: string): ChunkGroup[] {
  return chunkGroups.filter(({ origins }) => origins.some(({ request }) => request?.includes(page.slice(1))));
}

/** What a page loads, and what that loads. */
function groupsOf(compilation: Compilation, page: string): ChunkGroup[] {
  return ownGroupsOf(compilation, page).flatMap((group) => withChildren(group));
}

function withChildren(group: ChunkGroup, known = new Set<ChunkGroup>()): ChunkGroup[] {
  if (known.has(group)) return [];
  known.add(group);
  return [group, ...[...group.childrenIterable].flatMap((child) => withChildren(child, known))];
}

const filesOf = (groups: readonly ChunkGroup[]) =>
  new Set(groups.flatMap(({ chunks }) => chunks.flatMap(loaded)));

const loaded = ({ files }: Chunk) => [...files].filter((file) => /\.(js|css)$/.test(file));
