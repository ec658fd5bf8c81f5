import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { findCases, makeComplaints, sessionOf } from '../support/demonstration-cases';
import { Person } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';

jest.setTimeout(120_000);

/*
 * A button can always be pressed: what is still missing is said at its field.
 */

let app: ServedApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

test('signing in at the desk', async () => {
  const person = await Person.arrives(browser, app.base, desk);
  await person.open('/sign-in?desk=1');
  await person.page.getByRole('button', { name: '登录', exact: true }).last().click();
  await person.sees('请写登录名');
  await person.sees('请写密码');
  await person.fill('登录名', 'nobody');
  await person.text('请写登录名').waitFor({ state: 'detached' });
  await person.sees('请写密码');
  expect(person.problems).toEqual([]);
});

test('each step of a report, and the way back to one that was left open', async () => {
  const person = await Person.arrives(browser, app.base, phone);
  await person.signIn('林小满');
  await person.open('/report');
  await person.named('next').click();
  await person.button('改为写地址').click();
  await person.named('next').click();
  await person.sees('请选一个社区（村）');
  await person.sees('请写地址');
  await person.button(/^东门社区/).click();
  await person.fill('地址', '东门大街 8 号门口');
  await person.named('next').click();
  await person.named('next').click();
  await person.sees('没有照片的话，请写一写');
  expect(await person.page.getByLabel('看到了什么？').getAttribute('aria-invalid')).toBe('true');
  await person.fill('看到了什么？', '路灯不亮');
  await person.named('next').click();

  // What was there is taken away again on the last step's way back.
  await person.button('修改问题').click();
  await person.fill('看到了什么？', ' ');
  await person.named('next').click();
  await person.sees('没有照片的话，请写一写');
  expect(person.problems).toEqual([]);
});

test('answering a complaint', async () => {
  const resident = '林小满';
  const { accessToken } = await sessionOf(app.base, resident);
  const answer = await fetch(`${app.base}/api/v1/issues?view=mine&limit=1`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  await makeComplaints(app.base, resident, items[0]?.id ?? '');
  const officer = await Person.arrives(browser, app.base, desk);
  await officer.signIn('韩朗');
  await officer.open('/desk/complaints');
  await officer.named('answer').click();
  await officer.sees('请写答复');
  await officer.fill('答复（写进对方的消息）', '已经遮了');
  await officer.named('answer').click();
  await officer.sees('没有等着处理的投诉');
  expect(officer.problems).toEqual([]);
});

test('changing a place and taking it out of use', async () => {
  const officer = await Person.arrives(browser, app.base, desk);
  await officer.signIn('邵守诚');
  await officer.open('/desk/places');
  await officer.page.getByLabel('类型', { exact: true }).first().selectOption('toilet');
  await officer.page.locator('.registry__row').filter({ hasText: 'T-' }).first().click();
  await officer.named('edit-place').click();
  await officer.fill('名称', ' ');
  await officer.named('save-place').click();
  await officer.sees('请写名称');
  await officer.button('取消').click();
  await officer.named('retire-place').click();
  await officer.named('do-retire-place').click();
  await officer.sees('请写原因');
  await officer.fill('原因', '拆除');
  await officer.named('do-retire-place').click();
  await officer.sees('已停用');
  expect(officer.problems).toEqual([]);
});

test('checking a case on a phone, and what is missing last', async () => {
  const { toCheck } = await findCases(app.base);
  const worker = await Person.arrives(browser, app.base, phone);
  await worker.signIn(toCheck.who);
  await worker.open(`/case?id=${toCheck.id}&do=pass`);
  await worker.named('give').click();
  await worker.sees('还要至少拍一张照片，确认达到了结案标准');
  await worker.addPhotos(150);
  await worker.sees('还要确认达到了结案标准');
  await worker.page.getByRole('checkbox', { name: /^达到了结案标准/ }).check({ force: true });
  await worker.text(/^还要/).waitFor({ state: 'detached' });
  await worker.named('give').click();
  await worker.sees('现场核查通过，等结案');
  expect(worker.problems).toEqual([]);
});

test('leaving for good asks for its words before it asks whether', async () => {
  const person = await Person.arrives(browser, app.base, phone);
  await person.signIn('林小满');
  await person.open('/erase');
  await person.named('erase').click();
  await person.sees('请写“注销账号”');
  expect(await person.page.getByRole('dialog').count()).toBe(0);
  await person.fill('请写“注销账号”四个字', '注销账号');
  await person.named('erase').click();
  await person.sees('真的要注销吗？');
  expect(person.problems).toEqual([]);
});
