import { addDays, localDay } from '@gongzhi/shared/time';
import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';

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

const password = 'a-long-password';
const newcomer = '孟新月';

async function sits(name: string, size = desk): Promise<Person> {
  const person = await Person.arrives(browser, app.base, size);
  await person.signIn(name);
  return person;
}

test('posts go from hand to hand, and everybody sees at once who is in them', async () => {
  const administrator = await sits('邵守诚');
  const [leaving, chief, successor] = await Promise.all([
    sits('石路平', phone),
    sits('毕文清', phone),
    Person.arrives(browser, app.base, phone),
  ]);
  await successor.setPassword(await makesAccount(administrator), password);

  // 交接
  const open = await workOf(leaving);
  expect(open.length).toBeGreaterThan(0);
  await handsOver(administrator, '石路平', open.length);
  expect(await workOf(successor)).toEqual(open);
  await isSignedOut(leaving);

  // 公开卡片, 代理
  await opensPost(administrator, '郝清风');
  await administrator.named('card').click();
  await administrator.fill('介绍（可以不写）', '每周三上午在清风社区接待');
  await administrator.fill('对外公布的电话（可以不写）', '0519-00000299');
  await administrator.named('save-card').click();
  await closed(administrator);
  await standsIn(administrator, '郝清风');
  const anybody = await findsCase('清风路桥头下沉');
  await anybody.sees(`清风路，现由${newcomer}代理`);
  await anybody.button(/街巷长 郝清风/).click();
  await anybody.sees('每周三上午在清风社区接待');
  await anybody.sees('打电话 0519-00000299');
  await anybody.sees(`现由${newcomer}代理，到 ${addDays(localDay(new Date()), 7)}`);

  // 停用
  await deactivates(administrator, '毕文清');
  await isSignedOut(chief);
  const afterwards = await findsCase('东门大街水果店的筐子');
  await afterwards.sees('街巷长空缺');

  // 卸任, 空缺
  await opensPost(administrator, '江长风');
  await administrator.named('end').click();
  await administrator.fill('原因（可以不写）', '退休');
  await administrator.named('do-end').click();
  await administrator.sees('已卸任');
  await fills(administrator, '愚池河', '河长');
  await fills(administrator, '东门大街', '街巷长');
  const atLast = await findsCase('东门大街水果店的筐子');
  await atLast.sees(`街巷长 ${newcomer}`);

  const everybody = [administrator, leaving, chief, successor, anybody, afterwards, atLast];
  // Who was signed out is refused once, and the browser says so.
  expect(everybody.flatMap(({ problems }) => problems).filter((problem) => !/401/.test(problem))).toEqual([]);
});

/** Makes the account of somebody new; answers the link that sets the password. */
async function makesAccount(administrator: Person): Promise<string> {
  await administrator.open('/desk/people?tab=accounts');
  await administrator.named('new-account').click();
  await administrator.fill('姓名', newcomer);
  await administrator.fill(/^登录名/, 'meng.xinyue');
  await administrator.named('create-account').click();
  return administrator.takeLink();
}

async function workOf(officer: Person): Promise<string[]> {
  await officer.open('/work/tasks');
  await officer.page.locator('.issue-row__title').filter({ visible: true }).first().waitFor();
  return officer.page.locator('.issue-row__title').filter({ visible: true }).allInnerTexts();
}

/** The sheet of the post somebody holds. */
async function opensPost(administrator: Person, name: string): Promise<void> {
  await administrator.open('/desk/people');
  await administrator.pick('谁的岗位', name);
  const row = administrator.page.getByRole('listitem').filter({ hasText: name });
  await row.getByRole('button', { name: /^交接、代理…/ }).click();
}

const closed = (person: Person) => person.page.getByRole('dialog').waitFor({ state: 'detached' });

async function handsOver(administrator: Person, from: string, many: number): Promise<void> {
  await opensPost(administrator, from);
  await administrator.sees(`现在未办完：处置中 ${many} 件`);
  await administrator.named('hand-over').click();
  await administrator.pick('交给谁', newcomer);
  await administrator.fill('交接说明（可以不写）', '井盖的两件要和自来水公司一起看');
  await administrator.named('do-hand-over').click();
  await closed(administrator);
  await administrator.sees('已交接');
  await administrator.button(/^经过/).click();
  await administrator.sees(/井盖的两件要和自来水公司一起看/);
}

async function standsIn(administrator: Person, chief: string): Promise<void> {
  await opensPost(administrator, chief);
  await administrator.named('act').click();
  await administrator.pick('谁来代理', newcomer);
  await administrator.fill('原因（可以不写）', '培训');
  await administrator.named('do-act').click();
  await closed(administrator);
}

async function deactivates(administrator: Person, name: string): Promise<void> {
  await administrator.open('/desk/people');
  await administrator.pick('谁的岗位', name);
  await administrator.page.getByRole('listitem').getByRole('button', { name, exact: true }).first().click();
  await administrator.named('deactivate').click();
  await administrator.fill('原因', '离职');
  await administrator.named('do-deactivate').click();
  await administrator.sees('已停用。空出来的岗位：东门大街街巷长，请尽快任命。');
}

/** Appoints the newcomer where nobody is. */
async function fills(administrator: Person, place: string, role: string): Promise<void> {
  await administrator.open('/desk/people?tab=vacancies');
  await administrator.page.getByLabel('岗位', { exact: true }).selectOption({ label: role });
  const vacancy = administrator.button(`任命${place}的${role}`);
  await vacancy.click();
  await administrator.pick('谁', newcomer);
  await administrator.named('appoint').click();
  await closed(administrator);
  await vacancy.waitFor({ state: 'detached' });
}

/** Somebody who has not looked yet: what is public is kept by a browser for a minute. */
async function findsCase(words: string): Promise<Person> {
  const anybody = await Person.arrives(browser, app.base, phone);
  await anybody.open('/nearby');
  await anybody.fill('找案件', words);
  await anybody.page.locator('.issue-row__title').filter({ hasText: words }).first().click();
  await anybody.sees('谁管这里');
  return anybody;
}

async function isSignedOut(person: Person): Promise<void> {
  await person.open('/work/tasks');
  await person.sees('登录后能看到等您办的案件。');
}
