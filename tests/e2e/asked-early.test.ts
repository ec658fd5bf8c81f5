import type { Browser, Page, Request } from 'playwright-core';
import { openBrowser, phone, visit } from '../support/browser';
import { sessionOf } from '../support/demonstration-cases';
import { type ServedApp, serveApp } from '../support/served-app';
import { until } from '../support/until';

jest.setTimeout(120_000);

const RESIDENT = '许知夏';
const NEIGHBOUR = '林小满';
const DISPATCHER = '顾明远';
const MANAGER = '邵守诚';

let app: ServedApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const kept = (session: unknown) => JSON.stringify({ data: JSON.stringify(session) });

/** A window of its own in which somebody is signed in, and what it asks the API for. */
async function windowOf(name?: string) {
  const { context, page, problems } = await visit(browser, phone);
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/v1/') && !request.url().includes('/files/'))
      asked.push(request);
  });
  if (name) {
    const session = kept(await sessionOf(app.base, name));
    await context.addInitScript((value) => {
      if (!localStorage.getItem('gz:session')) localStorage.setItem('gz:session', value);
    }, session);
  }
  return { context, page, problems, asked };
}

const pathOf = (request: Request) => request.url().slice(`${app.base}/api/v1`.length);

/** What was asked for early and nobody has taken over. */
const leftOver = (page: Page) =>
  page.evaluate(() => {
    const { gongzhiAskedEarly } = window as { gongzhiAskedEarly?: { answers: object } };
    return Object.keys(gongzhiAskedEarly?.answers ?? {});
  });

async function aCase(): Promise<string> {
  const answer = await fetch(`${app.base}/api/v1/issues?view=public&group=closed&limit=1`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

/** Lets the page run on to its own scripts only when told. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/js/app.*.js', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

describe('what a page asks for before its scripts are there', () => {
  it.each([
    ['/home', undefined],
    ['/home', RESIDENT],
    ['/nearby', undefined],
    ['/case', RESIDENT],
    ['/mine', RESIDENT],
    ['/inbox', RESIDENT],
    ['/me', RESIDENT],
    ['/report', RESIDENT],
    ['/figures', undefined],
    ['/sign-in', undefined],
    ['/work/tasks', DISPATCHER],
    ['/desk/queue', DISPATCHER],
    ['/desk/case', DISPATCHER],
    ['/desk/places', MANAGER],
  ])('%s, %s: is what it shows, asked once', async (path, name) => {
    const { context, page, asked } = await windowOf(name);
    await page.goto(app.base + path + (path.endsWith('/case') ? `?id=${await aCase()}` : ''));
    await until('all was taken over', async () => (await leftOver(page)).length === 0);
    await page.waitForLoadState('networkidle');
    const reads = asked.filter((request) => request.method() === 'GET').map(pathOf);
    expect(reads).toContain('/about');
    expect(reads.length).toBeGreaterThan(1);
    expect(reads.filter((each, at) => reads.indexOf(each) !== at)).toEqual([]);
    await context.close();
  });

  it('is not shown to somebody else who signed in meanwhile', async () => {
    const { context, page, asked } = await windowOf(RESIDENT);
    const release = await holdScripts(page);
    await page.goto(`${app.base}/mine`, { waitUntil: 'commit' });
    const mine = () => asked.filter((request) => pathOf(request).startsWith('/issues?view=mine'));
    await until('it was asked for', async () => mine().length === 1);
    const other = await sessionOf(app.base, NEIGHBOUR);
    await page.evaluate((value) => localStorage.setItem('gz:session', value), kept(other));
    release();
    await until('it was asked for again', async () => mine().length === 2);
    const [first, second] = await Promise.all(mine().map((request) => request.headerValue('authorization')));
    expect(second).toBe(`Bearer ${other.accessToken}`);
    expect(first).not.toBe(second);
    await context.close();
  });

  it('is asked for again where the network broke', async () => {
    const { context, page, asked } = await windowOf(RESIDENT);
    let broken = 0;
    await page.route('**/api/v1/issues?view=mine**', (route) =>
      broken++ === 0 ? route.abort() : route.continue(),
    );
    await page.goto(`${app.base}/mine`);
    await page.locator('.issue-row').first().waitFor();
    expect(asked.filter((request) => pathOf(request).startsWith('/issues?view=mine'))).toHaveLength(2);
    await context.close();
  });

  it.each([
    ['shown when nothing was changed', false, '.notice'],
    ['asked for again when something was', true, '.issue-row'],
  ])('is %s', async (_, changes, shows) => {
    const { context, page, asked } = await windowOf(RESIDENT);
    await page.goto(`${app.base}/mine`);
    await page.locator('.issue-row').first().waitFor();
    const mine = asked.find((request) => pathOf(request).startsWith('/issues?view=mine'));
    const bearer = (await mine?.headerValue('authorization'))?.slice('Bearer '.length);
    await page.goto(`${app.base}/me`);
    await until('all was taken over', async () => (await leftOver(page)).length === 0);
    // An answer of before, which nobody has taken over yet, and which stays fresh however slow the machine is.
    await page.evaluate(
      ({ path, bearer }) => {
        const answer = Promise.resolve({ statusCode: 200, data: { items: [], next: null } });
        Object.assign(window, {
          gongzhiAskedEarly: { at: Date.now() + 60_000, answers: { [path]: { bearer, answer } } },
        });
      },
      { path: mine ? pathOf(mine) : '', bearer },
    );
    if (changes) {
      await page.getByRole('button', { name: '修改' }).first().click();
      await page.getByRole('button', { name: '保存' }).first().click();
      await page.getByRole('button', { name: '保存' }).first().waitFor({ state: 'detached' });
    }
    await page.getByText('我的案件').filter({ visible: true }).first().click();
    await page.locator(shows).filter({ visible: true }).first().waitFor();
    await context.close();
  });

  it('is nothing the pages’ security policy refuses, and other scripts in the page still are', async () => {
    const { context, page, problems } = await windowOf();
    await page.goto(`${app.base}/home`);
    await page.locator('.home__job').first().waitFor();
    expect(problems).toEqual([]);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ranAnyway = true';
      document.head.append(script);
      return 'ranAnyway' in window;
    });
    expect(ran).toBe(false);
    await context.close();
  });
});
