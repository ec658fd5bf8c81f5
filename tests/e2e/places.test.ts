import type { Browser, Page } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, typeInto } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';
import { workbook } from '../support/workbook';

jest.setTimeout(180_000);

let app: ServedApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const headings = ['编码', '名称', '经度', '纬度', '星级', '开放时间', '使用状态'];
const row = (code: string, stars: string) => [
  code,
  `新公厕${code}`,
  119.58,
  31.72,
  stars,
  '全天',
  '正常开放',
];
const file = async (stars: string) => ({
  name: '公厕.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: await workbook(headings, [row('NEW-1', '3'), row('NEW-2', stars)]),
});

test('a spreadsheet is checked, mended, brought in and found; a record is changed and tells by whom', async () => {
  const officer = await Person.arrives(browser, app.base, desk);
  await officer.signIn('邵守诚');
  await officer.open('/desk/places?tab=import');
  await officer.page.getByLabel('哪一类地点').selectOption('toilet');
  const input = officer.page.locator('[data-name="import-file"]');
  await input.setInputFiles(await file('9'));
  await officer.sees('1 行有问题，什么都没有存');
  await officer.sees('不能大于 5');
  await input.setInputFiles(await file('4'));
  await officer.sees('新建 2，修改 0，没有变化 0');
  await officer.named('apply-import').click();
  await officer.sees('已导入');

  await officer.open('/desk/places');
  await typeInto(officer.page.getByLabel('找地点').filter({ visible: true }).first(), '新公厕');
  await officer.page.locator('.registry__row').filter({ hasText: 'NEW-2' }).click();
  await officer.named('edit-place').click();
  await officer.fill('星级（必填）', '5');
  await officer.fill('为什么改', '复评');
  await officer.named('save-place').click();
  // Not by its words alone: the form, still there while it is sent, speaks of the same.
  await officer.page.getByRole('tab', { name: '变更记录' }).click();
  await officer.sees('星级：4 → 5');
  await officer.sees(/邵守诚/);

  await officer.open('/desk/places?tab=tiling');
  await officer.page.locator('.area-tree__name', { hasText: '西城街道' }).click();
  await officer.sees('留空（没有人负责） · 1 处');
  // The mistake the sheet was sent with is the only one the browser was told of.
  expect(officer.problems.filter((problem) => !/42[29]/.test(problem))).toEqual([]);
});

test('a chief sees what stands in the street and puts it right; anybody reads the record and finds a toilet', async () => {
  const chief = await Person.arrives(browser, app.base, phone);
  await chief.signIn('罗长庚');
  await chief.open('/work/street');
  await chief.page.locator('.row__inner').filter({ visible: true }).first().click();
  await chief.named('correct').click();
  await chief.fill('说明（可以不填）', '看过了');
  await typeInto(
    chief.page
      .getByLabel(/备注|养护单位名称/)
      .filter({ visible: true })
      .first(),
    '门口有台阶',
  );
  await chief.named('save-correction').click();
  await chief.page.locator('.sheet').waitFor({ state: 'detached' });
  await chief.sees('门口有台阶');

  const anybody = await Person.arrives(browser, app.base, phone);
  await anybody.open('/toilets');
  await anybody.page.locator('.row__inner').filter({ visible: true }).first().click();
  await anybody.sees('开放时间');
  expect(await anybody.page.getByText('管理电话').count()).toBe(0);
});

/** Where the browser says it is, and a pixel there as near as the home page's map opens. */
const here = { lng: 119.575, lat: 31.745 };
const pixel = { lng: 2.146e-5, lat: 1.825e-5 };

/** Opens the home page's map with cases so many pixels east and north of where one is. */
async function looksAtMap(places: readonly (readonly [east: number, north: number])[]): Promise<Person> {
  const anybody = await Person.arrives(browser, app.base, phone);
  await anybody.page.route('**/api/v1/issues/nearby*', async (route) => {
    const response = await route.fetch();
    const { items } = await response.json();
    const moved = places.map(([east, north], i) => ({
      ...items[i],
      point: [here.lng + east * pixel.lng, here.lat + north * pixel.lat],
    }));
    await route.fulfill({ response, json: { items: moved } });
  });
  await anybody.open('/home');
  return anybody;
}
const heapOn = (page: Page, count: number) =>
  page.getByRole('button', { name: `这里有 ${count} 件，放大看`, exact: true });

test('a heap as large as the map comes apart under the keyboard, which stays on what was in it', async () => {
  const anybody = await looksAtMap([
    [0, 0],
    [10, 10],
    [37, 0],
    [-37, 0],
    [0, 37],
    [0, -37],
  ]);
  const { page } = anybody;
  await heapOn(page, 6).press('Enter');
  await heapOn(page, 2).waitFor();
  const focused = page.locator('.home__map .map__pin:focus');
  expect(await focused.getAttribute('aria-label')).toBe('这里有 2 件，放大看');
  await page.keyboard.press('Enter');
  await heapOn(page, 2).waitFor({ state: 'detached' });
  await focused.press('Enter');
  await page.waitForURL(/\/case\?id=/);
  expect(anybody.problems).toEqual([]);
});

test('cases on one spot lie side by side where the map cannot come nearer', async () => {
  const anybody = await looksAtMap(Array.from({ length: 8 }, () => [0, 0] as const));
  const { page } = anybody;
  await heapOn(page, 8).click();
  const pins = page.locator('.home__map .map__pin');
  await pins.nth(7).waitFor();
  // Each takes the press in its middle, so none lies under another.
  for (const pin of await pins.all()) await pin.click({ trial: true });
  await pins.nth(3).click();
  await page.waitForURL(/\/case\?id=/);
  expect(anybody.problems).toEqual([]);
});
