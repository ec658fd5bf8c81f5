import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { type ServedApp, serveApp } from '../support/served-app';
import { type Mode, walk } from './every-page';
import type { Stop } from './stops/stop';

// About a minute on an idle machine; a busy one gets its time.
jest.setTimeout(480_000);

// Pins of a map are gathered (gather-pins.test); one that lies below the zoom buttons comes out when the map is moved.
// axe-core would count what covers them against them: how large they are is looked at here (tinyPins).
const ourRules = { rules: [{ id: 'target-size', selector: ':not(.leaflet-marker-icon)' }] };
const axeSource = `${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')}
axe.configure(${JSON.stringify(ourRules)})`;

let app: ServedApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Colours and sizes are all that a mode changes, and larger type keeps its colours: the rest is examined once. */
const rulesOf: Record<Mode, readonly string[] | null> = {
  phone: null,
  wide: null,
  elderly: ['scrollable-region-focusable'],
  'wide-elderly': ['scrollable-region-focusable'],
  dark: ['color-contrast'],
  'wide-dark': ['color-contrast'],
};
const modesOf = ({ wide }: Stop): Mode[] => [
  'phone',
  'elderly',
  'dark',
  ...(wide ? (['wide'] as const) : []),
];

/** What axe-core finds that would keep somebody out or in doubt, as「page · mode · rule: where」. */
async function findings({ name }: Stop, mode: Mode, page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run: (...args: unknown[]) => Promise<AxeResults> } };
    // What lies beneath a dialog is a stop of its own.
    const dialog = Array.from(document.querySelectorAll('[aria-modal=true]')).at(-1);
    const results = await axe.run(dialog ?? document, {
      resultTypes: ['violations'],
      // No rule that is run reads the style sheets themselves.
      preload: false,
      iframes: false,
      runOnly: only
        ? { type: 'rule', values: only }
        : {
            type: 'tag',
            values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          },
    });
    // Only what is wrong comes back from the browser: what is right is many times as much.
    return results.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`),
    }));
  }, rulesOf[mode]);
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) => nodes.map((where) => `${name} · ${mode} · ${id}: ${where}`));
}

const thumb = { phone: 44, dark: 44, elderly: 56 } as const;

/** What is pressed with a thumb is as large as one; what a map draws is gathered instead. */
async function tooSmall({ name }: Stop, mode: Mode, page: Page): Promise<string[]> {
  if (mode !== 'phone' && mode !== 'elderly') return [];
  const small = await page.evaluate(
    (least) =>
      Array.from(document.querySelectorAll('.screen .pressable, .screen .choice, .screen .text-input'))
        .map((element) => ({
          words: element.textContent || element.className,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && box.bottom > 0 && (box.height < least || box.width < least))
        .map(({ words, box }) => `${words} ${Math.round(box.width)}×${Math.round(box.height)}`),
    thumb[mode],
  );
  return small.map((one) => `${name} · ${mode} · too small for a thumb: ${one}`);
}

/** WCAG 2.2 asks for so many px, and a map's pins stand too close for the exception of lonely small ones. */
const PIN_AT_LEAST = 24;

/** Whatever can be pressed on a map is large enough wherever it stands, also under a button or outside the window. */
async function tinyPins({ name }: Stop, mode: Mode, page: Page): Promise<string[]> {
  const tiny = await page.evaluate(
    (least) =>
      Array.from(document.querySelectorAll<HTMLElement>('.leaflet-marker-icon.leaflet-interactive'))
        .filter((pin) => pin.checkVisibility())
        .map((pin) => ({ pin, box: pin.getBoundingClientRect() }))
        .filter(({ box }) => box.width < least || box.height < least)
        .map(({ pin, box }) => `${pin.title || pin.className} ${box.width}×${box.height}`),
    PIN_AT_LEAST,
  );
  return tiny.map((one) => `${name} · ${mode} · a pin too small to press: ${one}`);
}

/** Nothing may be wider than the window: it would be cut off or the page would slide sideways. */
async function tooWide({ name }: Stop, mode: Mode, page: Page): Promise<string[]> {
  const [wide, width] = await page.evaluate(() => [
    Math.max(
      document.documentElement.scrollWidth,
      ...Array.from(document.querySelectorAll('.taro_page'), ({ scrollWidth }) => scrollWidth),
    ),
    window.innerWidth,
  ]);
  return (wide ?? 0) > (width ?? 0) ? [`${name} · ${mode} · ${wide} px wide in a window of ${width}`] : [];
}

test('every page can be read, reached and pressed by everybody, in every mode', async () => {
  const found: string[] = [];
  const visited = new Set<string>();
  await walk({
    base: app.base,
    browser,
    modes: modesOf,
    async look(stop, mode, page) {
      visited.add(`${stop.name} ${mode}`);
      found.push(
        ...(await findings(stop, mode, page)),
        ...(await tooWide(stop, mode, page)),
        ...(await tooSmall(stop, mode, page)),
        ...(await tinyPins(stop, mode, page)),
      );
    },
  });
  expect(found).toEqual([]);
  expect(visited.size).toBeGreaterThan(400);
});
