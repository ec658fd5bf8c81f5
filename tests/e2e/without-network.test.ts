import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowserForServiceWorkers, openWithServiceWorker } from '../support/browser';
import { Reporter } from '../support/reporter';
import { type ServedApp, serveApp } from '../support/served-app';
import { until } from '../support/until';

jest.setTimeout(120_000);

const built = path.join(__dirname, '../../miniapp/dist/h5');

let app: ServedApp;
let browser: Browser;
let webRoot: string;
let context: BrowserContext;
const problems: string[] = [];

beforeAll(async () => {
  webRoot = mkdtempSync(path.join(tmpdir(), 'gongzhi-web-'));
  cpSync(built, webRoot, { recursive: true });
  [app, browser] = await Promise.all([serveApp({ WEB_ROOT: webRoot }), openBrowserForServiceWorkers()]);
});
beforeEach(async () => {
  context = await openWithServiceWorker(browser);
});
afterEach(async () => {
  await context.close();
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  rmSync(webRoot, { recursive: true, force: true });
});

async function newTab(): Promise<Reporter> {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(String(error)));
  return new Reporter(page, app.base, problems);
}

/** Waits until the web app has put itself by. */
const isKept = ({ page }: Reporter) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

const cachesOf = ({ page }: Reporter) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, addresses: kept.flat().map(({ url }) => new URL(url).pathname) };
  });

/** Puts another build in place of this one: the entry and one page's scripts have new names, the old ones are gone. */
function deploy(address: string): void {
  const files = JSON.parse(readFileSync(path.join(webRoot, 'page-files.json'), 'utf8'));
  const worker = readFileSync(path.join(webRoot, 'service-worker.js'), 'utf8');
  const own = files[address].first.filter((file: string) => file.endsWith('.js') && !worker.includes(file));
  expect(own).toHaveLength(1);
  const entry = readdirSync(path.join(webRoot, 'js')).find((name) => /^app\.\w+\.js$/.test(name));
  const renamed = [own[0], `js/${entry}`].map((file: string) => /\.([0-9a-f]{8})\./.exec(file)?.[1] ?? '');
  const other = (hash: string) => [...hash].reverse().join('');
  for (const name of readdirSync(webRoot, { recursive: true }).map(String)) {
    const file = path.join(webRoot, name);
    if (/\.(br|gz)$/.test(name)) rmSync(file);
    else if (/\.(js|html|json)$/.test(name)) {
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        renamed.reduce((now, hash) => now.replaceAll(hash, other(hash)), text),
      );
      const hash = renamed.find((each) => name.includes(each));
      if (hash) renameSync(file, path.join(webRoot, name.replace(hash, other(hash))));
    }
  }
  const next = readFileSync(path.join(webRoot, 'service-worker.js'), 'utf8').replace(
    /VERSION="\w+"/,
    'VERSION="the-next"',
  );
  writeFileSync(path.join(webRoot, 'service-worker.js'), next);
  expect(next).toContain('the-next');
  expect(existsSync(path.join(webRoot, own[0]))).toBe(false);
}

test('closed and opened again without a network, a report with a photo is written, and becomes one case', async () => {
  const before = await newTab();
  await before.signIn('许知夏');
  await before.open('/home');
  await isKept(before);
  await before.page.close();

  await context.setOffline(true);
  const person = await newTab();
  await person.open('/home');
  await person.button('上报问题').click();
  await person.named('next').waitFor();
  await person.addPhotos(40);
  await person.page.locator('.uploader__item').waitFor();
  await person.next();
  await person.sees('没有网络，看不到地名');
  await person.next();
  await person.says('关掉再打开，没有网络');
  await person.next();
  await person.button('先存好，联网后发送').click();
  await person.page.waitForURL(/\/drafts/);
  await person.sees('没有网络，已存好，联网后自动发送');
  await person.page.close();

  // Once more from nothing: what was written is there.
  const again = await newTab();
  await again.open('/drafts');
  await again.sees('关掉再打开，没有网络');
  await context.setOffline(false);
  await again.becomesOneCase('关掉再打开，没有网络', 1);
});

test('a page that was never opened says that it needs a network, and shows the way home', async () => {
  const person = await newTab();
  await person.open('/home');
  await isKept(person);
  await context.setOffline(true);
  await person.open('/figures');
  await person.sees('没有网络，这一页现在打不开');
  await person.button('回首页').click();
  await person.page.waitForURL(/\/home/);
  await person.button('上报问题').waitFor();
  // What was visited is there.
  await context.setOffline(false);
  await person.open('/about');
  await person.sees('谁在运营');
  await context.setOffline(true);
  await person.open('/about');
  await person.page.getByRole('heading', { level: 1 }).filter({ visible: true }).waitFor();
  expect(await person.page.locator('.missing-page').count()).toBe(0);
});

test('keeps nothing the API said, and no picture', async () => {
  const person = await newTab();
  await person.signIn('许知夏');
  await person.open('/home');
  await isKept(person);
  await person.open('/nearby');
  await person.page.locator('img[src*="/api/"]').first().waitFor();
  const { names, addresses } = await cachesOf(person);
  expect(names).toHaveLength(1);
  expect(addresses).toContain('/index.html');
  expect(addresses.filter((each) => !/^\/(index\.html|(js|css)\/)/.test(each))).toEqual([]);
});

test('a new version leaves open pages their files, says what it has replaced, and takes over when all are closed', async () => {
  const person = await newTab();
  await person.signIn('许知夏');
  await person.open('/me');
  await isKept(person);
  const [old] = (await cachesOf(person)).names;
  deploy('/figures');

  await person.button('草稿箱').click();
  await person.sees('没有草稿');
  await person.page.goBack();
  await person.button('公开数据').click();
  await person.sees('这一页没有打开，可能有了新版本');
  await person.button('刷新').click();
  await person.page.getByRole('heading', { name: '公开数据', level: 1 }).filter({ visible: true }).waitFor();
  await until('the next version waits', () =>
    person.page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).waiting)),
  );
  expect((await cachesOf(person)).names).toEqual([old, 'gongzhi-the-next']);
  await person.page.close();

  // A page that opens before the browser is done with the closed one still belongs to the old version.
  let next = await newTab();
  await until('the next version has taken over', async () => {
    await next.open('/home');
    if ((await cachesOf(next)).names.join() === 'gongzhi-the-next') return true;
    await next.page.close();
    next = await newTab();
    return false;
  });
  await context.setOffline(true);
  await next.open('/report');
  await next.named('next').waitFor();
});
