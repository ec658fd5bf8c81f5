import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error the package has no types
import { wxmlToJs, wxssToJs } from 'miniprogram-compiler';

const output = join(__dirname, '../../miniapp/dist/weapp');
const MB = 1024 * 1024;

function bytesOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** What `node scripts/build.mjs weapp` made, which the test command runs first. */
describe('the mini-app for WeChat', () => {
  const app = JSON.parse(readFileSync(join(output, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
    tabBar: { list: { pagePath: string }[] };
  };

  it('has every page it names', () => {
    const paths = [
      ...app.pages,
      ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ];
    const missing = paths.filter((path) => !existsSync(join(output, `${path}.js`)));
    expect(missing).toEqual([]);
  });

  it('keeps its tabs in the main package', () => {
    for (const { pagePath } of app.tabBar.list) expect(app.pages).toContain(pagePath);
  });

  it("passes WeChat's own compilers", async () => {
    // They print and throw on bad markup or an unknown selector.
    expect(String(await wxmlToJs(output))).toMatch(/\$gwx/);
    expect(String(await wxssToJs(output)).length).toBeGreaterThan(1000);
  });

  it('stays below 2 MB a package', () => {
    const parts = app.subPackages.map(({ root }) => bytesOf(join(output, root)));
    const main = bytesOf(output) - parts.reduce((sum, bytes) => sum + bytes, 0);
    expect(Math.max(main, ...parts)).toBeLessThan(2 * MB);
  });

  it("switches off zod's compiler: WeChat forbids functions made from text", () => {
    expect(readFileSync(join(output, 'app.js'), 'utf8')).toContain('jitless');
  });
});
