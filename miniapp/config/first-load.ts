import type { Chunk, ChunkGroup, Compiler } from 'webpack';

const NAME = 'first-load';
const firstPage = /pages\/home\/index/;

/**
 * Writes down which scripts the first page of the web app needs, with those it asks for by itself afterwards:
 * scripts/budgets.mjs weighs them.
 */
export class FirstLoad {
  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        const pages = compilation.chunkGroups.filter(({ origins }) =>
          origins.some(({ request }) => firstPage.test(request ?? '')),
        );
        if (pages.length === 0) throw new Error(`no script of ${firstPage} was found`);
        const groups = [...compilation.entrypoints.values(), ...pages.flatMap((page) => withChildren(page))];
        const files = new Set(groups.flatMap(({ chunks }) => chunks.flatMap(scriptsOf)));
        compilation.emitAsset('first-load.json', new sources.RawSource(JSON.stringify([...files])));
      });
    });
  }
}

function withChildren(group: ChunkGroup, known = new Set<ChunkGroup>()): ChunkGroup[] {
  if (known.has(group)) return [];
  known.add(group);
  return [group, ...[...group.childrenIterable].flatMap((child) => withChildren(child, known))];
}

const scriptsOf = ({ files }: Chunk) => [...files].filter((file) => file.endsWith('.js'));
