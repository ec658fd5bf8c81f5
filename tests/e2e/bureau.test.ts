import { addDays, dayInWords, localDay } from '@gongzhi/shared/time';
import type { Browser, Locator, Page } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, pickIn, typeInto } from '../support/person';
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
  await anybody.sees(`现由${newcomer}代理，到${dayInWords(addDays(localDay(new Date()), 7))}`);

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

test('a list is edited, checked, compared and published; what it leaves open is found by a case', async () => {
  const administrator = await sits('邵守诚');
  const { page } = administrator;
  await administrator.open('/desk/lists');
  await changesRow(administrator);

  // A row that contradicts another stops the list until it is taken out again.
  await administrator.named('new-row').click();
  await administrator.pick('什么事项', '道路破损');
  await administrator.pick('哪个区域', '金坛区');
  await administrator.pick('责任单位', '环境卫生管理处');
  await administrator.named('save-row').click();
  await administrator.sees('已存下新的一行');
  await administrator.fill('找一行', '道路破损');
  await administrator.sees(/与前面一行矛盾：同一事项、同一区域已由.+负责/);
  await administrator.named('publish').click();
  await administrator.sees('还有 1 处要改正，改好了才能发布。有问题的行旁边写着原因。');
  expect(await administrator.named('do-publish').count()).toBe(0);
  await page.keyboard.press('Escape');
  await removesRow(page.getByRole('row').filter({ hasText: '与前面一行矛盾' }));

  // Nobody for 其他 (10): a gap, said before the list counts.
  await administrator.fill('找一行', '其他');
  await removesRow(page.getByRole('row').filter({ hasText: /^其他10/ }));
  await administrator.fill('找一行', '');
  await administrator.named('publish').click();
  await administrator.sees('1 种事项在一些地方没有人负责');
  await administrator.sees(/^道路积雪、结冰：东城街道/);
  await administrator.sees('删去：其他（金坛区）由金坛区环境卫生管理处负责');
  await publishes(administrator, localDay(new Date()));
  await hasVersion(page, /^第 2 版（现行，/);

  // The next version counts from tomorrow: until then this one does.
  const tomorrow = addDays(localDay(new Date()), 1);
  await administrator.named('start-draft').click();
  await changesRow(administrator);
  await administrator.named('publish').click();
  await publishes(administrator, tomorrow);
  await hasVersion(page, `第 3 版（${tomorrow} 起）`);
  await hasVersion(page, /^第 2 版（现行，/);
  await administrator.named('compare').click();
  await administrator.sees('1 处不同');
  await administrator.sees(/处置时限由/);
  await page.keyboard.press('Escape');
  await writesStandard(administrator);

  const dispatcher = await sits('顾明远');
  await filesCall(dispatcher, '桥面结冰，已经摔了两个人', '道路积雪、结冰');
  await administrator.page.getByRole('tab', { name: '缺口' }).click();
  await seesAfterReload(administrator, /道路积雪、结冰/);

  expect([...administrator.problems, ...dispatcher.problems]).toEqual([]);
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

/** Gives the first row about 道路破损 another limit. */
async function changesRow(administrator: Person): Promise<void> {
  await administrator.named('new-row').waitFor();
  await administrator.fill('找一行', '道路破损');
  await administrator.button(/^修改道路破损（金坛区）/).click();
  const limit = administrator.page.getByLabel(/^处置时限/);
  const longer = String(Number(await limit.inputValue()) + 1);
  await typeInto(limit, longer);
  await administrator.fill('备注（可以不填）', '按 12 号文调整');
  await administrator.named('save-row').click();
  await administrator.sees('已存下');
  const row = administrator.page.getByRole('row').filter({ hasText: /^道路破损.*金坛区/ });
  await row
    .filter({ hasText: new RegExp(`${longer} 个?工作`) })
    .first()
    .waitFor();
  await administrator.fill('找一行', '');
}

async function removesRow(row: Locator): Promise<void> {
  await row.getByRole('button', { name: /^删去/ }).click();
  await row.getByRole('button', { name: /^确定删去/ }).click();
  await row.waitFor({ state: 'detached' });
}

/** On the sheet that shows what the draft changes. */
async function publishes(administrator: Person, day: string): Promise<void> {
  await administrator.fill('从哪天起生效', day);
  await administrator.fill('说明（可以不写）', '按 12 号文调整');
  await administrator.button(`发布，${day} 起生效`).click();
  await closed(administrator);
}

const hasVersion = (page: Page, words: string | RegExp) =>
  page.locator('option').filter({ hasText: words }).first().waitFor({ state: 'attached' });

async function writesStandard(administrator: Person): Promise<void> {
  await administrator.page.getByRole('tab', { name: '管理清单' }).click();
  await administrator.named('start-draft').click();
  await administrator.named('new-standard').waitFor();
  await administrator.button('修改公共厕所管理标准').click();
  await administrator.fill('检查项，一行一项', '地面净\n墙壁净\n门锁好用');
  await administrator.named('save-standard').click();
  await closed(administrator);
  await administrator.sees('公厕十项：地面净、墙壁净、门锁好用');
  await administrator.named('publish').click();
  await administrator.sees(/JT-GC《公共厕所管理标准》：检查表增加门锁好用；检查表减少厕位净/);
  await publishes(administrator, localDay(new Date()));
  await hasVersion(administrator.page, /^第 2 版（现行，/);
}

/** A caller's report of one matter, taken on and filed. */
async function filesCall(dispatcher: Person, words: string, matter: string): Promise<void> {
  await dispatcher.open('/desk/report');
  await typeInto(dispatcher.page.getByRole('textbox', { name: '称呼' }), '王先生');
  await typeInto(dispatcher.page.getByRole('textbox', { name: '电话' }), '138 1234 5678');
  await dispatcher.fill('说了什么', words);
  await dispatcher.pick('类别（可以留给受理时定）', matter);
  await pickIn(dispatcher.named('place-search'), '东门社区');
  await dispatcher.page.locator('#call-place-address[value*="街道"]').waitFor();
  await dispatcher.named('save-call').click();
  await dispatcher.named('accept-call').click();
  await dispatcher.named('submit-accept').click();
  await dispatcher.named('submit-file').waitFor();
  await dispatcher.page.locator('.actions input[type=radio]').first().check({ force: true });
  await dispatcher.named('submit-file').click();
  await dispatcher.named('submit-dispatch').waitFor();
}

/** What follows from filing is done by the worker, a moment later. */
async function seesAfterReload(person: Person, words: RegExp): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await person.page.reload();
    await person.page.getByRole('tab', { name: '缺口', selected: true }).waitFor();
    const found = await person
      .text(words)
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (found) return;
  }
  throw new Error(`the page does not say ${words}`);
}
