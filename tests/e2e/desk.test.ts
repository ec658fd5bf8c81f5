import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, pickIn, typeInto } from '../support/person';
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

async function sits(name: string, size = desk): Promise<Person> {
  const person = await Person.arrives(browser, app.base, size);
  await person.signIn(name);
  return person;
}

/** A caller's report written down; answers its id. */
async function writesDown(dispatcher: Person, words: string, place: string): Promise<string> {
  await dispatcher.open('/desk/report');
  await typeInto(dispatcher.page.getByRole('textbox', { name: '称呼' }), '王先生');
  await typeInto(dispatcher.page.getByRole('textbox', { name: '电话' }), '138 1234 5678');
  await dispatcher.fill('说了什么', words);
  await pickIn(dispatcher.named('place-search'), place);
  await dispatcher.page.locator('#call-place-address[value*="街道"]').waitFor();
  await dispatcher.named('save-call').click();
  await dispatcher.named('accept-call').click();
  await dispatcher.page.waitForURL(/\/desk\/queue\?id=/);
  return new URL(dispatcher.page.url()).searchParams.get('id') ?? '';
}

/** Accepts a case behind everybody's back, as a colleague at another desk would. */
async function colleagueAccepts(name: string, id: string): Promise<void> {
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${app.base}/api/v1${path}`, init)).json();
  const post = (body: unknown, headers = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { items } = await ask('/demo/people');
  const accountId = items.find((person: { name: string }) => person.name === name).id;
  const { accessToken } = await ask('/sign-in/demo', post({ accountId }));
  const body = {
    key: `colleague-accepts-${id}`,
    matterCode: '06010',
    publicText: null,
    publicPictureIds: [],
  };
  const { issue } = await ask(`/issues/${id}/accept`, post(body, { authorization: `Bearer ${accessToken}` }));
  expect(issue.state).toBe('accepted');
}

test('a caller is written down, a draft survives, a colleague may be faster, and nothing is refused by accident', async () => {
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;

  await dispatcher.open('/desk/report');
  await dispatcher.named('save-call').click();
  await dispatcher.sees('有 4 处需要修改');
  await page.getByRole('button', { name: '请写来电人说了什么' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('call-text');

  const first = await writesDown(dispatcher, '相府前路垃圾堆着没人收，回电 13812345678', '东门社区');
  const second = await writesDown(dispatcher, '路灯不亮', '清风社区');

  // What gives the caller away is covered in what is proposed to the public, and the phone is masked.
  await page.locator(`#row-${first}`).click();
  await dispatcher.sees('王先生，138****5678');
  expect(await page.getByLabel('给公众看的文字').inputValue()).toBe('相府前路垃圾堆着没人收，回电 ＊＊＊');

  // Half a refusal stays while another case is looked at.
  await dispatcher.named('command-refuse').click();
  await dispatcher.choose('问题已经解决');
  await typeInto(page.getByLabel('给上报人的答复'), '写了一半');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.waitForURL(new RegExp(second));
  await page.keyboard.press('k');
  await page.waitForURL(new RegExp(first));
  await dispatcher.sees('没写完');
  await dispatcher.named('command-refuse').click();
  expect(await page.getByLabel('给上报人的答复').inputValue()).toBe('写了一半');
  await dispatcher.named('submit-refuse').click();
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await dispatcher.sees('待受理');

  await dispatcher.named('command-accept').click();
  await colleagueAccepts('叶知秋', first);
  await dispatcher.named('submit-accept').click();
  await dispatcher.sees('这个案件刚刚有了变化');
  await dispatcher.sees('“暴露垃圾”的立案条件');
  // The refused command itself is the only complaint of the browser.
  expect(dispatcher.problems.filter((problem) => !problem.includes('409'))).toEqual([]);
});

test('a case left open tells what happened to it, and nothing moves before somebody wants to see it', async () => {
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  const id = await writesDown(dispatcher, '墙角堆着纸箱', '东门社区');
  await dispatcher.open(`/desk/case?id=${id}`);
  await dispatcher.named('command-refuse').click();
  await typeInto(page.getByLabel('给上报人的答复'), '写了一半');
  const looksAgain = async () => {
    const read = page.waitForResponse((response) => response.url().endsWith(`/issues/${id}`));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await read;
  };
  await looksAgain();
  expect(await page.getByText('这个案件刚刚有了变化').count()).toBe(0);

  await colleagueAccepts('叶知秋', id);
  await looksAgain();
  await dispatcher.sees(/这个案件刚刚有了变化。派遣员 叶知秋：.*现在是「已受理」。点这里更新/);
  expect(await page.getByLabel('给上报人的答复').inputValue()).toBe('写了一半');
  await dispatcher.named('show-newer').click();
  await dispatcher.sees('“暴露垃圾”的立案条件');
  await dispatcher.named('show-newer').waitFor({ state: 'detached' });
  expect(dispatcher.problems).toEqual([]);
});

test('the list is taken away as a file and a case as a sheet of paper', async () => {
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  const id = await writesDown(dispatcher, '井盖缺了，很危险', '河滨社区');
  await dispatcher.open('/desk/cases');
  const number = (await page.locator('.case-table a').first().textContent()) ?? '';
  const [file] = await Promise.all([page.waitForEvent('download'), dispatcher.named('download-csv').click()]);
  expect(file.suggestedFilename()).toMatch(/^案件-\d{4}-\d\d-\d\d\.csv$/);
  const csv = readFileSync(await file.path(), 'utf8');
  expect(csv.startsWith('\ufeff案件编号')).toBe(true);
  expect(csv).toContain(number);

  await dispatcher.open(`/desk/sheet?id=${id}`);
  await dispatcher.sees(`案 卷 ${number}`);
  await page.emulateMedia({ media: 'print' });
  expect(await dispatcher.page.locator('[data-name=print]').isVisible()).toBe(false);
  // Far down the page, and on the paper all the same.
  await page.locator('.sheet-page .map__pin').waitFor();
  expect(dispatcher.problems).toEqual([]);
});

test('an administrator makes an account, appoints its owner, and the owner sits down at the desk', async () => {
  const administrator = await sits('邵守诚');
  const { page } = administrator;
  await administrator.open('/desk');
  await page.waitForURL(/\/desk\/people/);
  await page.getByRole('tab', { name: '账号' }).click();
  await administrator.named('new-account').click();
  await typeInto(page.getByRole('textbox', { name: '姓名', exact: true }), '张伟');
  await typeInto(page.getByRole('textbox', { name: '登录名', exact: true }), 'zhang.wei');
  await administrator.named('create-account').click();
  const link = await page.getByRole('dialog').getByLabel('设密码链接').inputValue();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: '岗位' }).click();
  await administrator.named('new-post').click();
  await pickIn(page.locator('#post-person'), '张伟');
  await page.locator('#post-role').selectOption('dispatcher');
  await pickIn(page.locator('#post-scope'), '东城街道');
  await administrator.named('appoint').click();
  await administrator.sees('东城街道派遣员');

  const owner = await Person.arrives(browser, app.base, desk);
  await owner.page.goto(link);
  await typeInto(owner.page.getByLabel('新密码'), 'correct horse battery');
  await typeInto(owner.page.getByLabel('再输入一次'), 'correct horse battery');
  await owner.button('保存并登录').click();
  await owner.sees('请先阅读，同意了再打勾');
  await owner.choose(/我已阅读并同意/);
  await owner.button('保存并登录').click();
  await owner.page.waitForURL(/\/home/);
  await owner.open('/desk');
  await owner.page.waitForURL(/\/desk\/queue/);
  expect([...administrator.problems, ...owner.problems]).toEqual([]);
});

test('the desk is usable on a phone and closed to who has none', async () => {
  const dispatcher = await sits('顾明远', phone);
  const id = await writesDown(dispatcher, '小区门口乱停共享单车', '紫金社区');
  await dispatcher.open('/desk/queue');
  await dispatcher.page.locator(`#row-${id}`).click();
  await dispatcher.button('受理').click();
  await dispatcher.named('submit-accept').waitFor();
  expect(await dispatcher.page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);

  const resident = await sits('许知夏');
  await resident.open('/desk/queue');
  await resident.sees('这里您还看不了');
});

test('larger letters are larger for somebody with a mouse, too', async () => {
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  const letters = () => page.locator('.desk').evaluate((desk) => getComputedStyle(desk).fontSize);
  await dispatcher.open('/desk/queue');
  await dispatcher.sees('派遣');
  expect(await letters()).toBe('15px');
  await dispatcher.open('/me');
  await page
    .getByRole('group', { name: /关怀模式/ })
    .getByText('开', { exact: true })
    .click();
  await dispatcher.open('/desk/queue');
  await dispatcher.sees('派遣');
  expect(await letters()).toBe('22px');
});
