import type { Browser, Locator } from 'playwright-core';
import { openBrowser, phone } from '../support/browser';
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

async function idOfStreet(name: string): Promise<string> {
  const found = await fetch(`${app.base}/api/v1/places?q=${encodeURIComponent(name)}`);
  const { items } = (await found.json()) as { items: { id: string; name: string }[] };
  return items.find((each) => each.name === name)?.id ?? '';
}

const isSoonThere = (found: Locator) =>
  found.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );

test('a street’s page says who answers for it; a report to the chief reaches the chief', async () => {
  const resident = await Person.arrives(browser, app.base, phone);
  const chief = await Person.arrives(browser, app.base, phone);
  await Promise.all([resident.signIn('许知夏'), chief.signIn('罗长庚')]);

  await resident.open(`/place?id=${await idOfStreet('相府前路')}`);
  await resident.sees('谁管这里');
  await resident.button(/街巷长 罗长庚/).click();
  await resident.named('report-to').click();
  await resident.sees('上报给 相府前路街巷长 罗长庚');
  await resident.named('next').click();

  // The device says it is somewhere else: the form warns before it is sent, not after.
  await resident.sees('这个位置不归这个人管，会照常报给指挥中心');
  await resident.fill('找地点', '相府前路');
  await resident.button(/^相府前路 道路/).click();
  await resident.text('这个位置不归这个人管').waitFor({ state: 'detached' });
  await resident.named('next').click();
  await resident.fill('看到了什么？', '路边的窨井盖翘起来了');
  await resident.named('next').click();

  // What was meant stays when the app is closed on the way.
  await resident.open('/drafts');
  await resident.named('edit-draft').click();
  await resident.sees('上报给 相府前路街巷长 罗长庚');
  await resident.named('send').click();

  await resident.sees('收到了，谢谢您');
  await resident.sees('谁管这里');
  await resident.sees(/上报给相府前路街巷长/);

  const notice = chief.text(/有居民把这件上报给您/);
  // Told by the worker, a moment later.
  for (let tries = 0; tries === 0 || (tries < 10 && !(await isSoonThere(notice))); tries++) {
    await chief.open('/inbox');
  }
  await notice.click();
  await chief.sees('路边的窨井盖翘起来了');
  await chief.sees(/上报给相府前路街巷长/);

  // The thanks are said once: the address no longer asks for them, and nobody else gets them by one that does.
  expect(resident.page.url()).not.toContain('sent');
  await resident.page.reload();
  await resident.sees(/上报给相府前路街巷长/);
  expect(await resident.text('收到了，谢谢您').count()).toBe(0);
  await chief.page.goto(`${resident.page.url()}&sent=1`);
  await chief.sees(/上报给相府前路街巷长/);
  expect(await chief.text('收到了，谢谢您').count()).toBe(0);
  expect([...resident.problems, ...chief.problems]).toEqual([]);
});
