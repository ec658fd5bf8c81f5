import type { Chunk, ChunkGroup, Compilation, Compiler } from 'webpack';

const NAME = 'first-load';
const home = '/pages/home/index';

/**
 * Writes down what the pages of the web app need, with what they ask for by themselves afterwards. `first-load.json`
 * has the scripts of the first page: scripts/budgets.mjs weighs them. `page-files.json` has for each address what its
 * page loads after the entry: the server names it with the page, so that the browser need not find out step by step.
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
      });
    });
  }
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
