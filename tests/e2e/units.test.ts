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

test('the administrator adds a unit by hand, is told what is missing, and changes it', async () => {
  const administrator = await Person.arrives(browser, app.base, desk);
  await administrator.signIn('邵守诚');
  await administrator.open('/desk/people?tab=organisations');
  await administrator.named('new-unit').click();
  await administrator.fill('名称', '青禾绿化公司');
  await administrator.fill('简称', '青禾绿化');
  await administrator.named('save-unit').click();
  await administrator.sees('请选类型');
  await administrator.fill('编码（以后不能改）', 'QH-01');
  await administrator.page.getByLabel('类型', { exact: true }).selectOption({ label: '作业企业' });
  await administrator.pick('业务条线（可以不填）', '园林绿化');
  await administrator.named('save-unit').click();
  await administrator.page.getByRole('dialog').waitFor({ state: 'detached' });

  await administrator.fill('找单位', 'QH-01');
  const row = administrator.page.getByRole('listitem').filter({ hasText: '青禾绿化公司' });
  await row.getByText('作业企业 · QH-01 · 全区').waitFor();
  await row.getByText('园林绿化').waitFor();
  await row.getByRole('button', { name: '修改青禾绿化公司' }).click();
  await administrator.fill('电话（可以不填）', '0519-82800011');
  await administrator.named('save-unit').click();
  await row.getByText('作业企业 · QH-01 · 全区 · 0519-82800011').waitFor();
  expect(administrator.problems).toEqual([]);
});

test('a unit that would end up above itself is refused at its field', async () => {
  const administrator = await Person.arrives(browser, app.base, desk);
  await administrator.signIn('邵守诚');
  await administrator.open('/desk/people?tab=organisations');
  for (const [code, name, parent] of [
    ['UP-1', '青禾总公司', null],
    ['UP-2', '青禾分公司', '青禾总公司'],
  ] as const) {
    await administrator.named('new-unit').click();
    await administrator.fill('名称', name);
    await administrator.fill('简称', name);
    await administrator.fill('编码（以后不能改）', code);
    await administrator.page.getByLabel('类型', { exact: true }).selectOption({ label: '作业企业' });
    if (parent) await administrator.pick('上级单位（可以不填）', parent);
    await administrator.named('save-unit').click();
    await administrator.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await administrator.fill('找单位', 'UP-1');
  await administrator.button('修改青禾总公司').click();
  await administrator.pick('上级单位（可以不填）', '青禾分公司');
  await administrator.named('save-unit').click();
  await administrator.sees('上级绕回了自己：UP-1 → UP-2 → UP-1');
});

test('a unit goes out of service with a reason, is no choice then, and comes back; one in work is kept', async () => {
  const administrator = await Person.arrives(browser, app.base, desk);
  const { page } = administrator;
  await administrator.signIn('邵守诚');
  await administrator.open('/desk/people?tab=organisations');
  await administrator.named('new-unit').click();
  await administrator.fill('名称', '青禾保洁公司');
  await administrator.fill('简称', '青禾保洁');
  await administrator.fill('编码（以后不能改）', 'QH-09');
  await page.getByLabel('类型', { exact: true }).selectOption({ label: '作业企业' });
  await administrator.named('save-unit').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await administrator.fill('找单位', 'QH-09');
  await administrator.button('停用青禾保洁公司').click();
  await administrator.named('retire-unit').click();
  await administrator.sees('请写原因');
  await administrator.fill('原因', '合同到期');
  await administrator.named('retire-unit').click();
  await administrator.sees('没有这样的单位');
  await page.getByLabel('状态').selectOption({ label: '已停用' });
  await administrator.sees('停用：合同到期');

  await administrator.button('恢复使用青禾保洁公司').click();
  await administrator.named('revive-unit').click();
  await administrator.sees('没有这样的单位');
  await page.getByLabel('状态').selectOption({ label: '在用' });
  await administrator.sees('青禾保洁公司');

  await administrator.fill('找单位', 'U-SANITATION');
  await administrator.button(/^停用.*环境卫生管理处/).click();
  await administrator.fill('原因', '合并');
  await administrator.named('retire-unit').click();
  await administrator.sees(/这个单位还有/);
  expect(administrator.problems.filter((problem) => !problem.includes('409'))).toEqual([]);
});
