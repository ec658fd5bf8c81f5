import { readFileSync } from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import type { Browser } from 'playwright-core';
import { attachEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, typeInto } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';
import { until } from '../support/until';

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

async function arrives(name: string, size = phone): Promise<Person> {
  const person = await Person.arrives(browser, app.base, size);
  await person.signIn(name);
  return person;
}

/** Somebody with a name, a password and no post, who set the password in the browser. */
async function newcomer(login: string): Promise<Person> {
  const administrator = await arrives('邵守诚', desk);
  const { page } = administrator;
  await administrator.open('/desk/people?tab=accounts');
  await administrator.named('new-account').click();
  await typeInto(page.getByRole('textbox', { name: '姓名', exact: true }), '欧阳若兰');
  await typeInto(page.getByRole('textbox', { name: '登录名', exact: true }), login);
  await administrator.named('create-account').click();
  const link = await page.getByRole('dialog').getByLabel('设密码链接').inputValue();

  const person = await Person.arrives(browser, app.base, phone);
  await person.page.goto(link);
  await person.button('保存并登录').click();
  await person.sees('还不到 10 位');
  await typeInto(person.page.getByLabel('新密码'), 'correct horse battery');
  await typeInto(person.page.getByLabel('再输入一次'), 'correct horse battery');
  await person.button('保存并登录').click();
  await person.sees('请先阅读，同意了再打勾');
  await person.choose(/我已阅读并同意/);
  await person.button('保存并登录').click();
  await person.page.waitForURL(/\/home/);
  return person;
}

/** As if the text had got a new version since this person agreed. */
async function raiseVersionFor(loginName: string): Promise<void> {
  const uri = await attachEmbeddedStore(path.join(app.dataDir, 'store'));
  const connection = await mongoose.createConnection(uri ?? '', { dbName: 'gongzhi' }).asPromise();
  await connection.collection('accounts').updateOne({ loginName }, { $set: { 'consents.0.version': 0 } });
  await connection.close();
}

test('the texts are open to anybody, from sign-in, 关于 and 我的', async () => {
  const guest = await Person.arrives(browser, app.base, phone);
  for (const [from, words] of [
    ['/sign-in', '隐私说明'],
    ['/about', '用户须知'],
    ['/me', '隐私与须知'],
  ] as const) {
    await guest.open(from);
    await guest.button(words).click();
    await guest.page.waitForURL(/\/privacy/);
    await guest.sees('怎样找到我们');
  }
  await guest.page.getByRole('tab', { name: '《隐私说明》' }).filter({ visible: true }).click();
  await guest.sees(/由金坛区城市管理局运营/);
  expect(await guest.page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
  expect(guest.problems).toEqual([]);
});

test('asked again when the version rose, a person agrees and what they wanted is done; then they leave for good', async () => {
  const person = await newcomer('ouyang');
  await raiseVersionFor('ouyang');

  await person.open('/me');
  await person.button('修改').click();
  await person.fill('怎么称呼您', '阿若');
  await person.button('保存').click();
  await person.sees('请先看一眼');
  await person.button('同意并继续').click();
  await person.sees('请先阅读，同意了再打勾');
  // The text is read on a page of its own, and the question waits.
  await person.named('read-privacy').click();
  await person.sees('我们用到哪些信息，用来做什么');
  // Nobody is back before the page has slid in; Taro's router would hide both.
  await person.page
    .locator('.taro_router > .taro_page_stationed:last-child')
    .filter({ has: person.page.getByText('我们用到哪些信息，用来做什么') })
    .waitFor();
  await person.page.goBack();
  await person.sees('请先看一眼');
  await person.choose(/我已阅读并同意/);
  await person.named('agree').click();
  await person.page.locator('.me__name').filter({ hasText: '阿若' }).filter({ visible: true }).waitFor();

  await person.open('/my-data');
  const [file] = await Promise.all([person.page.waitForEvent('download'), person.named('take-copy').click()]);
  const copy = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(copy.账号).toMatchObject({ 称呼: '阿若', 登录名: 'ouyang' });
  expect(copy.账号.同意记录).toHaveLength(2);

  await person.open('/erase');
  await person.sees('会留下');
  await person.fill('请写“注销账号”四个字', '注销账号');
  await person.fill('登录密码', 'a wrong password');
  await person.named('erase').click();
  await person.button('注销，不能恢复').click();
  await person.sees('密码不对');
  await person.fill('登录密码', 'correct horse battery');
  await person.named('erase').click();
  await person.button('注销，不能恢复').click();
  await person.page.waitForURL(/\/home/);
  await person.open('/me');
  await person.sees('还没有登录');
  const again = await fetch(`${app.base}/api/v1/sign-in/desk`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName: 'ouyang', password: 'correct horse battery' }),
  });
  expect(again.status).toBe(401);
  // The refused writes themselves are the only complaints of the browser.
  expect(person.problems.filter((problem) => !/40[13]|422/.test(problem))).toEqual([]);
});

test('a complaint about a case is answered into the inbox, and its content covered meanwhile', async () => {
  const { items } = await (await fetch(`${app.base}/api/v1/issues?group=closed&limit=1`)).json();
  const [issue] = items;
  const resident = await arrives('林小满');
  await resident.open(`/case?id=${issue.id}`);
  await resident.named('complain').click();
  await resident.named('send-complaint').click();
  await resident.sees('请选一项');
  await resident.sees('请写一写是怎么回事');
  await resident.choose('侵犯隐私');
  await resident.fill('请说具体些', '照片里有我家的门牌');
  await resident.named('send-complaint').click();
  await resident.sees('待处理');

  const officer = await arrives('韩朗', desk);
  await officer.open('/desk/complaints');
  await officer.named('cover').click();
  await officer.page.getByRole('dialog').getByRole('button', { name: '遮起来' }).click();
  await officer.sees('已遮起来');
  const guest = await Person.arrives(browser, app.base, phone);
  await guest.open(`/case?id=${issue.id}`);
  await guest.sees('有人投诉，文字和照片先遮起来，正在核实');
  await typeInto(officer.page.getByLabel(/答复/).first(), '核实过了，门牌已经打码');
  await officer.named('answer').click();
  await officer.sees('没有等着处理的投诉');
  await officer.page.getByRole('tab', { name: '已答复' }).click();
  await officer.named('uncover').click();
  await officer.page.getByRole('dialog').getByRole('button', { name: '恢复公开' }).click();
  await officer.named('cover').waitFor();

  await answerIsTold(resident);
  await resident.open('/inbox');
  await resident.text(/您的投诉有了答复/).click();
  await resident.sees('核实过了，门牌已经打码');
  expect([resident, officer, guest].flatMap(({ problems }) => problems)).toEqual([]);
});

/** The worker tells it within seconds. */
function answerIsTold({ page }: Person): Promise<void> {
  return until('the answer is in the inbox', () =>
    page.evaluate(async () => {
      const kept = JSON.parse(localStorage.getItem('gz:session') ?? '{}');
      const { accessToken } = JSON.parse(kept.data ?? '{}');
      const answer = await fetch('/api/v1/inbox?limit=1', {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return (await answer.json()).items[0]?.about === 'complaint';
    }),
  );
}

test('who holds a post is told to hand it over first', async () => {
  const worker = await arrives('苏和平');
  await worker.open('/erase');
  await worker.sees('您还有岗位在身');
  await worker.sees('0519-00000001');
  expect(await worker.named('erase').count()).toBe(0);
});
