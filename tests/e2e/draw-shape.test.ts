import type { Browser } from 'playwright-core';
import { desk, openBrowser } from '../support/browser';
import { Person } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';

jest.setTimeout(120_000);

let app: ServedApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

type Ring = [number, number][];

async function storedRing(name: string): Promise<Ring> {
  const ask = async (path: string) => (await fetch(`${app.base}/api/v1${path}`)).json();
  const { items } = await ask(`/places?q=${encodeURIComponent(name)}`);
  return (await ask(`/places/${items[0].id}`)).geometry.coordinates[0];
}

test('an area is drawn by hand, refused while it crosses itself, mended, entered and changed later', async () => {
  const officer = await Person.arrives(browser, app.base, desk);
  const { page } = officer;
  await officer.signIn('邵守诚');
  await officer.open('/desk/places');
  await officer.named('new-place').click();
  await page.getByLabel('类型', { exact: true }).last().selectOption('green');
  await officer.fill('编码', 'G-900');
  await officer.fill('名称', '手画绿地');
  await page.getByLabel('养护等级（必填）').selectOption('二级');

  const map = page.locator('.draw-shape__map .leaflet-container, .draw-shape__map.leaflet-container').first();
  await map.scrollIntoViewIfNeeded();
  const press = async (x: number, y: number, corners: number) => {
    await map.click({ position: { x, y } });
    await officer.sees(`${corners} 个角`);
  };
  // A double press is one corner.
  await map.dblclick({ position: { x: 60, y: 80 } });
  await officer.sees('1 个角');
  await press(260, 280, 2);
  await press(260, 80, 3);
  await press(60, 280, 4);
  await officer.named('create-place').click();
  await officer.sees(/面的边线自己交叉了/);

  // Taken back by the keyboard, the last corner put elsewhere.
  await map.click({ position: { x: 200, y: 360 } });
  await officer.sees('5 个角');
  await page.keyboard.press('Control+z');
  await officer.sees('4 个角');
  await officer.named('undo-corner').click();
  await officer.named('undo-corner').click();
  await officer.named('undo-corner').click();
  await officer.sees('1 个角');
  await press(260, 80, 2);
  await press(260, 280, 3);
  await press(60, 280, 4);
  await officer.named('create-place').click();
  await page.getByRole('heading', { name: '手画绿地' }).waitFor();
  const drawn = await storedRing('手画绿地');
  expect(drawn).toHaveLength(5);
  expect(drawn[4]).toEqual(drawn[0]);

  // Changed by the keyboard alone: one corner moved, one removed.
  await officer.named('edit-place').click();
  await officer.sees('4 个角');
  const corner = page.locator('.draw-shape__map .map__corner:not(.map__corner--between)');
  await corner.nth(1).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  // The keyboard stays with the corners after each change: what it did once it does again, and takes back.
  await corner.nth(3).focus();
  for (const left of [3, 2]) {
    await page.keyboard.press('Delete');
    await officer.sees(`${left} 个角`);
  }
  for (const back of [3, 4]) {
    await page.keyboard.press('Control+z');
    await officer.sees(`${back} 个角`);
  }
  await corner.nth(3).focus();
  await page.keyboard.press('Delete');
  await officer.sees('3 个角');
  await officer.named('save-place').click();
  await page.getByRole('tab', { name: '变更记录' }).click();
  await officer.sees(/面，5 个点 → 面，4 个点/);
  const changed = await storedRing('手画绿地');
  expect(changed).toHaveLength(4);
  expect(changed[0]).toEqual(drawn[0]);
  expect(changed[1]?.[0]).toBeGreaterThan(drawn[1]?.[0] ?? 180);
  expect(changed[1]?.[1]).toBeCloseTo(drawn[1]?.[1] ?? 0, 5);

  // Of a long street seen from far there are as many handles as have room; all of them are there when one goes near.
  await officer.open('/desk/places');
  await page.getByLabel('类型', { exact: true }).first().selectOption('road');
  await page.locator('.registry__row').first().click();
  await officer.named('edit-place').click();
  const words = await officer.text(/^\d+ 个角$/).textContent();
  const all = Number.parseInt(words ?? '', 10);
  const handles = () => corner.count();
  await corner.first().waitFor();
  expect(await handles()).toBeLessThan(all);
  for (let left = 8; left > 0 && (await handles()) < all; left--) {
    await page.locator('.draw-shape__map').getByRole('button', { name: '放大' }).click();
    await page.locator('.leaflet-zoom-anim').waitFor({ state: 'detached' });
  }
  expect(await handles()).toBe(all);

  // The shape that was refused is the only thing the browser was told of.
  expect(officer.problems.filter((problem) => !problem.includes('422'))).toEqual([]);
});
