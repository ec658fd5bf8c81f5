import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, photo, pickIn } from '../support/person';
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

test('who shows a code is found and appointed; the card gets a picture the public sees', async () => {
  const resident = await Person.arrives(browser, app.base, phone);
  await resident.signIn('许知夏');
  await resident.open('/me');
  await resident.button(/报到码/).click();
  const code = await resident.named('appointment-code').textContent();

  const officer = await Person.arrives(browser, app.base, desk);
  await officer.signIn('邵守诚');
  await officer.open('/desk/people');
  await officer.named('new-post').click();
  await pickIn(officer.page.locator('#post-person'), code ?? '', /许知夏.*出示报到码/s);

  await officer.open('/desk/people');
  await officer.button(/交接、代理…：相府前路街巷长/).click();
  await officer.named('card').click();
  await officer.page
    .locator('input[type=file]')
    .last()
    .setInputFiles(await photo(40));
  await officer.named('save-card').click();
  await officer.named('save-card').waitFor({ state: 'detached' });
  await officer.button(/交接、代理…：相府前路街巷长/).click();
  await officer.named('card').click();
  await officer.page.getByRole('img', { name: '罗长庚的照片' }).waitFor();
  expect([...resident.problems, ...officer.problems]).toEqual([]);
});
