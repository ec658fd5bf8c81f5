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

test('the scripts of every page ask to be compiled while they arrive', async () => {
  const page = await (await fetch(app.base)).text();
  const scripts = [...page.matchAll(/<script defer="defer" src="([^"]+)"/g)].map(([, address]) => address);
  expect(scripts).toHaveLength(2);
  for (const address of scripts) {
    const script = await (await fetch(app.base + address)).text();
    expect(script.split('\n', 1)).toEqual(['//# allFunctionsCalledOnLoad']);
  }
});

describe('the first page before its scripts are there', () => {
  const first = '#first-page';
  /** What both have, and where it stands. */
  const boxesIn = (page: Page, root: string) =>
    page.evaluate(
      ([root, parts]) =>
        Array.from(document.querySelectorAll(`${root} :is(${parts})`))
          .filter((element) => element.getClientRects().length > 0)
          .map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const place = [x, y, width, height].map(Math.round).join(' ');
            const words = element.matches('.home__job, .tab-bar__tab') ? element.textContent : '';
            return `${element.className.split(' ').at(-1)} ${place} ${words?.replaceAll(/\s/g, '')}`;
          }),
      [
        root,
        '.home__around, .home__map, .home__job, .home__job-label, .home__job-note, .tab-bar__tab',
      ] as const,
    );

  it.each([
    ['as it is drawn usually', undefined],
    ['in 关怀模式', { elderly: 'on', look: 'system' }],
  ])('%s, stands where it stands afterwards, and is gone then', async (_, preferences) => {
    const { context, page, problems } = await windowOf();
    if (preferences) {
      const value = kept(preferences);
      await context.addInitScript((text) => localStorage.setItem('gz:preferences', text), value);
    }
    const release = await holdScripts(page);
    await page.goto(app.base, { waitUntil: 'commit' });
    await page.locator(first).getByText('金坛区共治').waitFor();
    const before = await boxesIn(page, first);
    expect(before.length).toBe(preferences ? 13 : 15);
    release();
    await page.locator(first).waitFor({ state: 'detached' });
    await page.locator('.map-summary').or(page.locator('.elderly .home')).first().waitFor();
    expect(await boxesIn(page, '#app')).toEqual(before);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('hands the keyboard to the same place', async () => {
    const { context, page } = await windowOf();
    const release = await holdScripts(page);
    await page.goto(app.base, { waitUntil: 'commit' });
    await page.locator(`${first} .home__job--mine`).focus();
    release();
    await page.locator(first).waitFor({ state: 'detached' });
    await page.locator('#app .home__job--mine:focus').waitFor();
    await context.close();
  });

  it('leads on already', async () => {
    const { context, page } = await windowOf();
    await holdScripts(page);
    for (const [name, leads] of [
      [/上报问题.*拍一张照片/, '/report'],
      ['我的', '/me'],
    ] as const) {
      await page.goto(`${app.base}/home`, { waitUntil: 'commit' });
      await page.getByRole('link', { name, exact: true }).click({ noWaitAfter: true });
      await page.waitForURL((url) => url.pathname === leads, { waitUntil: 'commit' });
      expect(await page.locator(first).isVisible()).toBe(false);
    }
    await context.close();
  });

  it('is not shown to whoever works here and finds the work first, nor where there is room for more', async () => {
    const { context, page } = await windowOf(DISPATCHER);
    await page.goto(`${app.base}/home`);
    await page.locator('.home--works').waitFor();
    const release = await holdScripts(page);
    await page.goto(`${app.base}/home`, { waitUntil: 'commit' });
    await page.locator(first).waitFor({ state: 'attached' });
    expect(await page.locator(first).isVisible()).toBe(false);
    release();
    await page.evaluate(() => localStorage.removeItem('gz:first-page'));
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${app.base}/home`, { waitUntil: 'commit' });
    await page.locator(first).waitFor({ state: 'attached' });
    expect(await page.locator(first).isVisible()).toBe(false);
    await context.close();
  });
});
