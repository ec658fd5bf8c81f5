import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { desk, phone, visit } from '../support/browser';
import { type Cases, findCases, sessionOf } from '../support/demonstration-cases';
import { photo } from '../support/person';

/** A page in one of its states: who looks at it, where it is and what is pressed to get there. */
export interface Stop {
  name: string;
  /** A person of the demonstration; nobody is signed in when absent. */
  who?: string;
  path: string;
  /** Before the page is opened, e.g. to cut the network. */
  first?: (page: Page) => Promise<unknown>;
  reach?: (page: Page) => Promise<unknown>;
  /** What it asks for never comes. */
  waits?: true;
  /** Made for a wide window: it is examined there too. */
  wide?: true;
}

const dispatcher = '顾明远';
const administrator = '邵守诚';

const visible = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).first();
const press = (page: Page, name: string) => visible(page, `[data-name="${name}"]`).click();
const tap = (page: Page, words: string) =>
  page.getByRole('button', { name: words }).filter({ visible: true }).first().click();
const tab = (page: Page, words: string) =>
  page.getByRole('tab', { name: words }).filter({ visible: true }).first().click();

/** Every page of the web app and the states a person meets in it. */
export function stopsFor(cases: Cases): readonly Stop[] {
  const { resident } = cases;
  return [
    ...[
      { name: 'home', path: '/home' },
      { name: 'nearby-list', path: '/nearby' },
      { name: 'nearby-map', path: '/nearby', reach: (page: Page) => tab(page, '地图') },
      {
        name: 'nearby-nothing',
        path: '/nearby',
        reach: (page: Page) => page.getByLabel('找案件').fill('没有这个地方'),
      },
      {
        name: 'nearby-offline',
        path: '/nearby',
        first: (page: Page) => page.route(/\/issues(\?|\/nearby)/, (route) => route.abort()),
        reach: (page: Page) => page.getByText('再试一次').first().waitFor(),
      },
      {
        name: 'nearby-loading',
        path: '/nearby',
        waits: true as const,
        first: (page: Page) => page.route(/\/issues(\?|\/nearby)/, () => undefined),
      },
      { name: 'me', path: '/me' },
      { name: 'sign-in', path: '/sign-in' },
      {
        name: 'sign-in-desk',
        path: '/sign-in?desk=1',
        reach: async (page: Page) => {
          await page.getByLabel('登录名').fill('nobody');
          await page.getByLabel('密码').fill('wrong password');
          await page.getByRole('button', { name: '登录', exact: true }).last().click();
          await visible(page, '.failure-line').waitFor();
        },
      },
      { name: 'case-reported', path: `/case?id=${cases.reported}` },
      { name: 'case-open', path: `/case?id=${cases.open}` },
      { name: 'case-closed', path: `/case?id=${cases.closed}` },
      {
        name: 'case-picture',
        path: `/case?id=${cases.closed}`,
        reach: (page: Page) => visible(page, '.pictures__item').click(),
      },
      {
        name: 'case-due',
        path: `/case?id=${cases.open}`,
        reach: (page: Page) => tap(page, '怎么算的'),
      },
      { name: 'case-missing', path: '/case?id=000000000000000000000000' },
      { name: 'report', path: '/report' },
      { name: 'mine', path: '/mine' },
      { name: 'inbox', path: '/inbox' },
      { name: 'tasks', path: '/work/tasks' },
      { name: 'figures', path: '/figures', wide: true as const },
      { name: 'wall', path: '/wall', wide: true as const },
      { name: 'about', path: '/about' },
      { name: 'privacy', path: '/privacy' },
      { name: 'chief-missing', path: '/chief?id=000000000000000000000000' },
      { name: 'set-password', path: '/set-password?token=gone' },
      { name: 'not-found', path: '/no/such/page' },
    ].map((stop) => ({ ...stop, name: `guest-${stop.name}` })),
    ...[
      { name: 'home', path: '/home' },
      { name: 'me', path: '/me' },
      { name: 'me-edit', path: '/me', reach: (page: Page) => tap(page, '修改') },
      { name: 'me-sign-out', path: '/me', reach: (page: Page) => tap(page, '退出登录') },
      { name: 'mine', path: '/mine' },
      { name: 'mine-nothing', path: '/mine', reach: (page: Page) => tap(page, '已终止') },
      { name: 'inbox', path: '/inbox' },
      { name: 'report-1-pictures', path: '/report' },
      {
        name: 'report-1-with-pictures',
        path: '/report',
        reach: async (page: Page) => {
          await page
            .locator('input[type=file]')
            .last()
            .setInputFiles([await photo(40), await photo(200)]);
          await page.locator('.uploader__picture, .uploader img').first().waitFor();
        },
      },
      { name: 'report-unfinished', path: '/report' },
      {
        name: 'report-2-place',
        path: '/report',
        reach: async (page: Page) => {
          await press(page, 'continue-report');
          await press(page, 'next');
          await visible(page, '.map__picked').waitFor();
        },
      },
      {
        name: 'report-2-search',
        path: '/report',
        reach: async (page: Page) => {
          await press(page, 'continue-report');
          await page.getByLabel('找地点').filter({ visible: true }).fill('紫金');
          await visible(page, '.place-search__found .row').waitFor();
        },
      },
      {
        name: 'report-3-what',
        path: '/report',
        reach: async (page: Page) => {
          await press(page, 'continue-report');
          await press(page, 'next');
          await page.getByLabel('看到了什么？').fill('小区东门口垃圾桶满了两天没人收');
          await page.getByText('可能是').first().waitFor();
        },
      },
      {
        name: 'report-4-check',
        path: '/report',
        reach: async (page: Page) => {
          await press(page, 'continue-report');
          await press(page, 'next');
        },
      },
      {
        name: 'report-2-typed',
        path: '/report',
        reach: async (page: Page) => {
          await press(page, 'continue-report');
          await tap(page, '修改地点');
          await tap(page, '改为写地址');
        },
      },
      { name: 'drafts', path: '/drafts' },
      { name: 'case-mine-open', path: `/case?id=${cases.mineOpen}` },
      {
        name: 'case-withdraw',
        path: `/case?id=${cases.mineOpen}`,
        reach: (page: Page) => press(page, 'withdraw'),
      },
      { name: 'case-mine-closed', path: `/case?id=${cases.mineClosed}` },
      { name: 'case-rate', path: `/case?id=${cases.mineClosed}&do=rate` },
      { name: 'case-reopen', path: `/case?id=${cases.mineClosed}&do=reopen` },
      { name: 'case-join', path: `/case?id=${cases.open}&do=join` },
      { name: 'complaints', path: '/complaints' },
      { name: 'complain', path: `/complain?issue=${cases.mineClosed}` },
      { name: 'my-data', path: '/my-data' },
      { name: 'erase', path: '/erase' },
      { name: 'desk-no-permission', path: '/desk/queue' },
      { name: 'tasks-no-permission', path: '/work/tasks' },
    ].map((stop) => ({ ...stop, name: `resident-${stop.name}`, who: resident })),
    ...[
      { name: 'home', path: '/home' },
      { name: 'tasks', path: '/work/tasks' },
      { name: 'tasks-late', path: '/work/tasks', reach: (page: Page) => tap(page, '已超时') },
      { name: 'case', path: `/case?id=${cases.toHandle.id}` },
      { name: 'case-handle', path: `/case?id=${cases.toHandle.id}&do=handle` },
      { name: 'case-return', path: `/case?id=${cases.toHandle.id}&do=return` },
      { name: 'desk-tasks', path: '/desk/tasks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `officer-${stop.name}`, who: cases.toHandle.who })),
    ...[
      { name: 'tasks', path: '/work/tasks' },
      { name: 'case-pass', path: `/case?id=${cases.toCheck.id}&do=pass` },
      { name: 'case-fail', path: `/case?id=${cases.toCheck.id}&do=fail` },
      { name: 'desk-checks', path: '/desk/checks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `grid-${stop.name}`, who: cases.toCheck.who })),
    ...[
      { name: 'queue', path: '/desk/queue' },
      {
        name: 'queue-case',
        path: '/desk/queue',
        reach: (page: Page) => page.locator('[id^=row-]').first().click(),
      },
      { name: 'queue-keys', path: '/desk/queue', reach: (page: Page) => page.keyboard.press('?') },
      { name: 'cases', path: '/desk/cases' },
      { name: 'case', path: `/desk/case?id=${cases.open}` },
      {
        name: 'report',
        path: '/desk/report',
        reach: (page: Page) => press(page, 'save-call'),
      },
      { name: 'sheet', path: `/desk/sheet?id=${cases.closed}` },
    ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: dispatcher, wide: true as const })),
    ...[
      { name: 'complaints', path: '/desk/complaints' },
      { name: 'lists', path: '/desk/lists' },
      { name: 'people-posts', path: '/desk/people' },
      { name: 'people-accounts', path: '/desk/people', reach: (page: Page) => tab(page, '账号') },
      { name: 'people-organisations', path: '/desk/people', reach: (page: Page) => tab(page, '单位') },
    ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: administrator, wide: true as const })),
  ];
}

/** How a page is shown. Each can be put on while the page stays open. */
export const modes = {
  phone: { size: phone, dark: false, elderly: false },
  elderly: { size: phone, dark: false, elderly: true },
  dark: { size: phone, dark: true, elderly: false },
  wide: { size: desk, dark: false, elderly: false },
  'wide-dark': { size: desk, dark: true, elderly: false },
} as const;
export type Mode = keyof typeof modes;

/** As if the person had chosen it in another tab: the page follows without being loaded again. */
async function putOn(page: Page, mode: Mode): Promise<void> {
  const { size, dark, elderly } = modes[mode];
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate((on) => {
    const key = 'gz:preferences';
    const newValue = JSON.stringify({ data: JSON.stringify({ elderly: on ? 'on' : 'off' }) });
    if (localStorage.getItem(key) === newValue) return;
    localStorage.setItem(key, newValue);
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  }, elderly);
}

/** Requests of a page that were not answered yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  unanswered.set(page, open);
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** Waits until the page has what it asked for and has drawn it; one that never gets it is looked at as it is. */
async function settled(page: Page, patience = 4000): Promise<void> {
  const until = Date.now() + patience;
  for (let quiet = 0; quiet < 2 && Date.now() < until; ) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30))));
    const waits =
      (unanswered.get(page)?.size ?? 0) > 0 || (await page.locator('.skeleton:visible').count()) > 0;
    quiet = waits ? 0 : quiet + 1;
  }
}

export interface Walk {
  base: string;
  browser: Browser;
  /** Only stops whose name contains one of these. */
  only?: readonly string[];
  modes: (stop: Stop) => readonly Mode[];
  look: (stop: Stop, mode: Mode, page: Page) => Promise<void>;
}

/** Goes to every stop and lets `look` see it in each mode. One window a person, as a person has. */
export async function walk({ base, browser, only, modes: modesOf, look }: Walk): Promise<void> {
  const cases = await findCases(base);
  const windows = new Map<string, { context: BrowserContext; page: Page }>();
  for (const stop of stopsFor(cases)) {
    if (only?.length && !only.some((part) => stop.name.includes(part))) continue;
    const who = stop.who ?? '';
    const { page } = windows.get(who) ?? (await openWindow(windows, who));
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.setViewportSize(phone);
    await stop.first?.(page);
    try {
      unanswered.get(page)?.clear();
      await page.goto(base + stop.path, { waitUntil: 'domcontentloaded' });
      await page.locator('#app .screen, #app .desk, #app .wall, #app .sheet-bar').first().waitFor();
      const patience = stop.waits ? 500 : undefined;
      await settled(page, patience);
      await stop.reach?.(page);
      if (stop.reach) await settled(page, patience);
      for (const mode of modesOf(stop)) {
        await putOn(page, mode);
        await settled(page, patience);
        await look(stop, mode, page);
      }
    } catch (cause) {
      throw new Error(`${stop.name} (${stop.path}): ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
  }
  for (const { context } of windows.values()) await context.close();

  async function openWindow(known: typeof windows, who: string) {
    const { context, page } = await visit(browser, phone);
    page.setDefaultTimeout(10_000);
    watchRequests(page);
    if (who) {
      const session = JSON.stringify({ data: JSON.stringify(await sessionOf(base, who)) });
      await context.addInitScript((kept) => {
        if (!localStorage.getItem('gz:session')) localStorage.setItem('gz:session', kept);
      }, session);
    }
    known.set(who, { context, page });
    return { context, page };
  }
}
