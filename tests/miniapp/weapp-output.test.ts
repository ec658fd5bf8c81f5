import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueStates, toneOf } from '@gongzhi/shared/issues/states';
import { signs } from '../../miniapp/src/features/issues/pins';
// @ts-expect-error the build's own scripts have no types
import { h5FirstLoad, keepWithin, weappPackages } from '../../scripts/budgets.mjs';
// @ts-expect-error the build's own scripts have no types
import { compileStyles, compileTemplates } from '../../scripts/wechat-compilers.mjs';

const output = join(__dirname, '../../miniapp/dist/weapp');
const app = JSON.parse(readFileSync(join(output, 'app.json'), 'utf8')) as {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
  tabBar: { list: { pagePath: string }[] };
  requiredPrivateInfos: string[];
  sitemapLocation: string;
};
const files = readdirSync(output, { recursive: true, encoding: 'utf8' });
/** Our own scripts: Taro's list of everything WeChat can do names what nobody calls. */
const ownScripts = files
  .filter((file) => file.endsWith('.js') && !/^(taro|vendors|runtime)\.js$/.test(file))
  .map((file) => readFileSync(join(output, file), 'utf8'))
  .join('\n');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongzhi-weapp-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `node scripts/build.mjs weapp` made, which the test command runs first. */
describe('the mini-app for WeChat', () => {
  it('has every page it names', () => {
    const paths = [
      ...app.pages,
      ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ];
    expect(paths.filter((path) => !existsSync(join(output, `${path}.js`)))).toEqual([]);
  });

  it('keeps its tabs in the main package', () => {
    for (const { pagePath } of app.tabBar.list) expect(app.pages).toContain(pagePath);
  });

  it("switches off zod's compiler: WeChat forbids functions made from text", () => {
    expect(readFileSync(join(output, 'app.js'), 'utf8')).toContain('jitless');
  });

  it('is what the project file at the root opens', () => {
    const project = JSON.parse(readFileSync(join(__dirname, '../../project.config.json'), 'utf8'));
    expect(join(__dirname, '../..', project.miniprogramRoot, 'app.json')).toBe(join(output, 'app.json'));
  });

  it('has every colour it names in both themes, and the rules for the search', () => {
    const theme = JSON.parse(readFileSync(join(output, 'theme.json'), 'utf8'));
    const named = [...JSON.stringify(app).matchAll(/"@(\w+)"/g)].map(([, name]) => name).sort();
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) {
      expect(theme.light).toHaveProperty(name as string);
      expect(theme.dark).toHaveProperty(name as string);
    }
    expect(existsSync(join(output, app.sitemapLocation))).toBe(true);
  });

  it('has a pin for every tone and sign a case can have', () => {
    const dayAhead = new Date('2026-11-25T02:00:00Z');
    const times = ['2026-11-20T02:00:00Z', '2026-11-25T03:00:00Z', '2026-12-30T02:00:00Z', null];
    const pins = issueStates.flatMap((state) =>
      times.map(
        (due) =>
          `${toneOf(state, due ? new Date(due) : null, dayAhead)}-${signs[state].codePointAt(0)?.toString(16)}`,
      ),
    );
    const missing = new Set(
      [...pins, 'picked'].filter((pin) => !existsSync(join(output, `markers/${pin}.png`))),
    );
    expect([...missing]).toEqual([]);
  });

  it('ships no source maps and nothing that only a browser has', () => {
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    expect(ownScripts).not.toMatch(/sourceMappingURL|indexedDB|XMLHttpRequest|localStorage|leaflet/);
  });

  it('declares the places it asks for, and asks for no more than it declares', () => {
    const known = ['getLocation', 'chooseLocation', 'choosePoi', 'getFuzzyLocation', 'chooseAddress'];
    const asked = known.filter((name) => new RegExp(`\\.${name}\\(`).test(ownScripts));
    expect(asked).toEqual(app.requiredPrivateInfos);
  });

  it('calls nothing WeChat took away or would have to approve', () => {
    expect(ownScripts).not.toMatch(/\.(getUserProfile|getUserInfo|getClipboardData|getWeRunData)\(/);
  });
});

describe("WeChat's own compilers", () => {
  const files = (ending: string) =>
    readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));

  it('take every template and every style sheet of the build', () => {
    expect(compileTemplates(output).files).toHaveLength(files('.wxml').length + files('.wxs').length);
    expect(compileStyles(output).files).toHaveLength(files('.wxss').length);
  });

  it('name file, line and column of a broken template', () => {
    cpSync(join(output, 'base.wxml'), join(folder, 'base.wxml'));
    cpSync(join(output, 'utils.wxs'), join(folder, 'utils.wxs'));
    writeFileSync(join(folder, 'broken.wxml'), '<view>\n  <text>\n</view>');
    expect(() => compileTemplates(folder)).toThrow(/broken\.wxml:3:3: .*text/);
  });

  it('name file, line and column of a broken style sheet, though it is the last', () => {
    writeFileSync(join(folder, 'a.wxss'), '.a { color: red; }');
    writeFileSync(join(folder, 'b.wxss'), '.b { color: red; }\n.c { { }');
    expect(() => compileStyles(folder)).toThrow(/b\.wxss\(2:6\)/);
  });

  it('name an import that leads nowhere', () => {
    writeFileSync(join(folder, 'a.wxss'), '@import "./gone.wxss";');
    expect(() => compileStyles(folder)).toThrow(/gone\.wxss. not found from .a\.wxss/);
  });
});

describe('the limits of the build', () => {
  const limits = { main: 1000, subpackage: 500 };
  const write = (bytes: { main: number; work: number }) => {
    mkdirSync(join(folder, 'work'), { recursive: true });
    const manifest = JSON.stringify({ subPackages: [{ root: 'work' }] });
    writeFileSync(join(folder, 'app.json'), manifest);
    writeFileSync(join(folder, 'app.js'), 'x'.repeat(bytes.main - manifest.length));
    writeFileSync(join(folder, 'work/index.wxml'), 'x'.repeat(bytes.work));
    return () => keepWithin(weappPackages(folder, limits));
  };

  it.each([
    ['at the limits', { main: 1000, work: 500 }, null],
    ['over in the main package', { main: 1001, work: 500 }, /main package/],
    ['over in a subpackage', { main: 1000, work: 501 }, /subpackage work: 0\.5 KB of 0\.5 KB/],
  ] as const)('%s', (_, bytes, refusal) => {
    if (refusal) expect(write(bytes)).toThrow(refusal);
    else expect(write(bytes)).not.toThrow();
  });

  it('weigh the scripts of index.html and those of the first page as they travel, each once', () => {
    writeFileSync(join(folder, 'index.html'), '<script defer="defer" src="/a.js"></script>');
    writeFileSync(join(folder, 'first-load.json'), '["a.js","b.js"]');
    for (const name of ['a.js', 'b.js', 'c.js']) writeFileSync(join(folder, name), 'x'.repeat(100_000));
    const [{ bytes, most }] = h5FirstLoad(folder) as [{ bytes: number; most: number }];
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThan(1000);
    expect(most).toBe(350 * 1024);
    expect(() => keepWithin(h5FirstLoad(folder, { firstLoad: bytes - 1 }))).toThrow(/first load/);
  });
});
