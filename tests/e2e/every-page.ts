import type { Browser, CDPSession, Page, Request } from 'playwright-core';
import { desk, phone, visit } from '../support/browser';
import { findCases, findPlaces, makeComplaints, sessionOf } from '../support/demonstration-cases';
import type { Stop } from './stops/stop';
import { administrator, stopsFor } from './stops/stops';

/** How a page is shown. Each can be put on while the page stays open. */
export const modes = {
  phone: { size: phone, dark: false, elderly: false },
  elderly: { size: phone, dark: false, elderly: true },
  dark: { size: phone, dark: true, elderly: false },
  wide: { size: desk, dark: false, elderly: false },
  'wide-elderly': { size: desk, dark: false, elderly: true },
  'wide-dark': { size: desk, dark: true, elderly: false },
} as const;
export type Mode = keyof typeof modes;

/** As if the person had chosen it in another tab: the page follows without being loaded again. */
async function putOn(page: Page, mode: Mode): Promise<void> {
  const { size, dark, elderly } = modes[mode];
  await page.setViewportSize(size);
  await pointAt(page, size === desk ? 'mouse' : 'thumb');
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate((on) => {
    const key = 'gz:preferences';
    const newValue = JSON.stringify({ data: JSON.stringify({ elderly: on ? 'on' : 'off' }) });
    if (localStorage.getItem(key) === newValue) return;
    localStorage.setItem(key, newValue);
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  }, elderly);
}

const pointers = new WeakMap<Page, { control: CDPSession; with: string }>();

/** Whoever sits at a desk has a mouse, for which the desk is denser. */
async function pointAt(page: Page, pointer: 'mouse' | 'thumb'): Promise<void> {
  const known = pointers.get(page);
  if ((known?.with ?? 'thumb') === pointer) return;
  const control = known?.control ?? (await page.context().newCDPSession(page));
  pointers.set(page, { control, with: pointer });
  await control.send('Emulation.setTouchEmulationEnabled', { enabled: pointer === 'thumb' });
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

/** Waits until the page has what it asked for and has drawn it; of one that waits for ever, until it has drawn that. */
async function settled(page: Page, { waits }: Stop): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  do {
    if (Date.now() > until) throw new Error('it did not get what it asked for');
    await drawn(page);
  } while (!waits && (await isWaiting(page)));
}

const PATIENCE_MS = 30_000;

/** A frame in which effects run and ask for something, and the next one which shows what they changed. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done)))),
  );

const isWaiting = async (page: Page) =>
  (unanswered.get(page)?.size ?? 0) > 0 || (await page.locator('.skeleton:visible').count()) > 0;

export interface Walk {
  base: string;
  browser: Browser;
  /** Only stops whose name contains one of these. */
  only?: readonly string[];
  modes: (stop: Stop) => readonly Mode[];
  look: (stop: Stop, mode: Mode, page: Page) => Promise<void>;
}

/** How many people walk at the same time: while one waits for the network, another is looked at. */
const AT_ONCE = 2;

/** Goes to every stop and lets `look` see it in each mode. */
export async function walk(given: Walk): Promise<void> {
  const { base, only } = given;
  const [cases, places] = await Promise.all([findCases(base), findPlaces(base, administrator)]);
  await makeComplaints(base, cases.resident, cases.closed);
  const ways = new Map<string, Stop[]>();
  for (const stop of stopsFor(cases, places)) {
    if (only?.length && !only.some((part) => stop.name.includes(part))) continue;
    const who = stop.who ?? '';
    ways.set(who, [...(ways.get(who) ?? []), stop]);
  }
  const failures: string[] = [];
  const failed = (stop: Stop) => (cause: unknown) => {
    failures.push(`${stop.name} (${stop.path}): ${cause instanceof Error ? cause.message : cause}`);
  };
  const longestFirst = [...ways].sort(([, a], [, b]) => b.length - a.length);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = longestFirst.shift(); next; next = longestFirst.shift()) {
        const { context, page } = await openWindow(given, next[0]);
        let before: Stop | null = null;
        for (const stop of next[1]) {
          if (!before || !continues(stop, before)) await arriveAt(given, page, stop).catch(failed(stop));
          await lookAt(given, page, stop).catch(failed(stop));
          before = stop;
        }
        await context.close();
      }
    }),
  );
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

/** One window a person, as a person has. */
async function openWindow({ browser, base }: Walk, who: string) {
  const { context, page } = await visit(browser, phone);
  page.setDefaultTimeout(30_000);
  watchRequests(page);
  if (who) {
    const session = JSON.stringify({ data: JSON.stringify(await sessionOf(base, who)) });
    await context.addInitScript((kept) => {
      if (!localStorage.getItem('gz:session')) localStorage.setItem('gz:session', kept);
    }, session);
  }
  return { context, page };
}

/** Whether what is pressed here is pressed on the page that was just looked at, untouched. */
const continues = (stop: Stop, before: Stop) =>
  stop.path === before.path && !before.reach && !before.first && !stop.first && stop.reach !== undefined;

async function arriveAt({ base }: Walk, page: Page, stop: Stop): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.setViewportSize(phone);
  await stop.first?.(page);
  unanswered.get(page)?.clear();
  await page.goto(base + stop.path, { waitUntil: 'domcontentloaded' });
  await page.locator('#app .screen, #app .desk, #app .wall, #app .sheet-bar').first().waitFor();
  await settled(page, stop);
}

async function lookAt({ modes: modesOf, look }: Walk, page: Page, stop: Stop): Promise<void> {
  if (stop.reach) {
    await putOn(page, 'phone');
    await stop.reach(page);
    await settled(page, stop);
  }
  for (const mode of modesOf(stop)) {
    await putOn(page, mode);
    await settled(page, stop);
    await look(stop, mode, page);
  }
}
