// node tests/bench/pages.mjs <data folder> [--times 5] [--only NAME,NAME] [--waterfall]
// (npm run bench:pages -- <data folder>)
// How long until a page can be used on a phone with 4G: 9 Mbit/s down, 1.5 Mbit/s up, 150 ms there and back, and a
// processor a quarter as fast; nothing in the cache. Usable: what the page is for is shown, stands still from one frame to
// the next, and nothing lies over it; the page itself looks at that, frame by frame. Needs the built API and web app, and
// a Chromium. With --waterfall it shows once a page what was asked for when, and when scripts ran.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { median } from './measure.mjs';
import { startApi, stopProcess } from './program.mjs';
import { watchLoading } from './waterfall.mjs';

const { values, positionals } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    waterfall: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [dataDir] = positionals;
if (!dataDir) throw new Error('which data folder? e.g. one kept by npm run bench -- --keep DIR');
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (9 * 1_000_000) / 8,
  uploadThroughput: (1.5 * 1_000_000) / 8,
};
const SLOWER = 4;

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const api = await startApi({ dataDir, port: Number(process.env.PORT ?? 3129), worker: false });
const [{ items: closed }, { items: open }] = await Promise.all([
  api.call('/issues?limit=20&state=closed'),
  api.call('/issues?limit=20&group=open'),
]);
const people = (await api.call('/demo/people')).items;
const holder = (wanted, about = '') =>
  people.find(({ role, about: words }) => role === wanted && words.includes(about));
const [resident, dispatcher, unit] = [
  holder('resident'),
  holder('dispatcher', '全区'),
  holder('unit_officer', '环卫处'),
];
const administrator = holder('administrator');
const DESK = 1280;

/** What must be on the page before it is of use, and where a finger goes. */
const pages = [
  { name: 'home', path: '/home', shown: '.home__job' },
  { name: 'home, drawn by its scripts', path: '/home', shown: '#app .home__job' },
  { name: 'a case', path: `/case?id=${closed[0]?.id}`, shown: '.case__stands', tap: '.case__title' },
  { name: 'nearby', path: '/nearby', shown: '.issue-row' },
  { name: 'report', path: '/report', shown: '.picture-source', who: resident },
  { name: 'my cases', path: '/mine', shown: '.issue-row', who: resident },
  { name: 'my page', path: '/me', shown: '.me__name', who: resident },
  { name: 'sign-in', path: '/sign-in', shown: '.demo-people .row' },
  { name: 'figures', path: '/figures', shown: '.figures__value' },
  { name: 'a unit’s tasks', path: '/work/tasks', shown: '.issue-row', who: unit },
  { name: 'desk queue', path: '/desk/queue', shown: '.queue-row__title', who: dispatcher, width: DESK },
  {
    name: 'desk case',
    path: `/desk/case?id=${open[0]?.id}`,
    shown: '.case-steps',
    who: dispatcher,
    width: DESK,
  },
  { name: 'desk places', path: '/desk/places', shown: '.area-tree', who: administrator, width: DESK },
].filter(({ name }) => values.only.split(',').some((part) => name.includes(part)));

const browser = await chromium.launch({ executablePath: installed, args: ['--no-sandbox', '--disable-gpu'] });

/** Signs in without the network's slowness, in a first visit whose storage the measured one takes over. */
async function storageOf(person) {
  if (!person) return undefined;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${api.base}/sign-in`);
  await page.getByText(person.name).first().click();
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Runs in the page: the times since it was asked for, once what it is for is seen and can be pressed. */
function watchForUse({ shown, tap }) {
  let seen;
  let before = '';
  const visible = (selector) =>
    Array.from(document.querySelectorAll(selector)).find((element) => element.getClientRects().length > 0);
  const look = () => {
    if (!seen && visible(shown)) seen = performance.now();
    const target = seen && visible(tap);
    const { x, y, width, height } = target?.getBoundingClientRect() ?? {};
    const now = [x, y, width, height].join();
    const top = target && document.elementFromPoint(x + width / 2, y + height / 2);
    if (top && target.contains(top) && now === before) window.usableAfter = { seen, ms: performance.now() };
    else requestAnimationFrame(look);
    before = now;
  };
  requestAnimationFrame(look);
}

async function usableAfter({ path, shown, tap = shown, width = 375 }, storageState, loud = false) {
  const context = await browser.newContext({
    viewport: { width, height: 812 },
    storageState,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let bytes = 0;
  let count = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    count++;
  });
  const waterfall = loud ? await watchLoading(page, session, api.base) : null;
  await page.addInitScript(watchForUse, { shown, tap });
  await page.goto(api.base + path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.usableAfter !== undefined, undefined, { polling: 100 });
  const { seen, ms } = await page.evaluate(() => window.usableAfter);
  if (waterfall) console.log(await waterfall({ seen, ms }));
  await context.close();
  return { ms, bytes, count };
}

const header = '| Page | usable after, s | range | requests | KB |\n| --- | --: | --: | --: | --: |';
if (!values.waterfall) console.log(header);
for (const page of pages) {
  try {
    const storage = await storageOf(page.who);
    if (values.waterfall) {
      console.log(`\n${page.name}`);
      await usableAfter(page, storage, true);
      continue;
    }
    const taken = [];
    for (let i = 0; i < Number(values.times); i++) taken.push(await usableAfter(page, storage));
    const times = taken.map(({ ms }) => ms / 1000);
    const range = `${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)}`;
    const [count, bytes] = [median(taken.map((one) => one.count)), median(taken.map((one) => one.bytes))];
    console.log(
      `| ${page.name} | ${median(times).toFixed(2)} | ${range} | ${count} | ${Math.round(bytes / 1024)} |`,
    );
  } catch (error) {
    console.log(`| ${page.name} | not measured: ${String(error.message).split('\n')[0]} | | | |`);
  }
}
await browser.close();
await stopProcess(api.child);
process.exit(0);
