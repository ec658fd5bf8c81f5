import type { Page, Route } from 'playwright-core';
import type { Cases, Places } from '../../support/demonstration-cases';
import { photo, typeInto } from '../../support/person';
import { press, type Stop, tap, visible } from './stop';

/** A resident: the report and its drafts, their cases, and what is theirs. */
export function residentStops(cases: Cases, places: Places): Stop[] {
  return [
    { name: 'home', path: '/home' },
    { name: 'me', path: '/me' },
    { name: 'me-edit', path: '/me', reach: (page: Page) => tap(page, '修改') },
    { name: 'me-sign-out', path: '/me', reach: (page: Page) => tap(page, '退出登录') },
    {
      name: 'me-appointment-code',
      path: '/me',
      reach: async (page: Page) => {
        await page.getByText('报到码', { exact: true }).first().click();
        await visible(page, '[data-name=appointment-code]').waitFor();
      },
    },
    { name: 'mine', path: '/mine' },
    { name: 'mine-nothing', path: '/mine', reach: (page: Page) => tap(page, '已终止') },
    { name: 'inbox', path: '/inbox' },
    { name: 'report-1-pictures', path: '/report' },
    {
      name: 'report-1-with-pictures',
      path: '/report',
      reach: async (page: Page) => {
        await page
          .locator('input[type=file]')
          .last()
          .setInputFiles([await photo(40), await photo(200)]);
        await page.locator('.uploader__picture, .uploader img').first().waitFor();
      },
    },
    { name: 'report-unfinished', path: '/report' },
    {
      name: 'report-2-place',
      path: '/report',
      reach: async (page: Page) => {
        await press(page, 'continue-report');
        await press(page, 'next');
        await visible(page, '.map__picked').waitFor();
      },
    },
    {
      name: 'report-2-search',
      path: '/report',
      reach: async (page: Page) => {
        await press(page, 'continue-report');
        await typeInto(page.getByLabel('找地点').filter({ visible: true }), '紫金');
        await visible(page, '.place-search__found .row').waitFor();
      },
    },
    {
      name: 'report-3-what',
      path: '/report',
      reach: async (page: Page) => {
        await press(page, 'continue-report');
        await press(page, 'next');
        await typeInto(page.getByLabel('看到了什么？'), '小区东门口垃圾桶满了两天没人收');
        await page.getByText('可能是').first().waitFor();
      },
    },
    {
      name: 'report-4-check',
      path: '/report',
      reach: async (page: Page) => {
        await press(page, 'continue-report');
        await press(page, 'next');
      },
    },
    {
      name: 'report-2-typed',
      path: '/report',
      reach: async (page: Page) => {
        await press(page, 'continue-report');
        await tap(page, '修改地点');
        await tap(page, '改为写地址');
      },
    },
    { name: 'drafts', path: '/drafts' },
    { name: 'drafts-drop', path: '/drafts', reach: (page: Page) => press(page, 'drop-draft') },
    { name: 'me-sign-out-drafts', path: '/me', reach: (page: Page) => tap(page, '退出登录') },
    {
      name: 'report-addressed',
      path: `/report?to=${places.chiefPost}`,
      reach: async (page: Page) => {
        await press(page, 'new-report');
        await visible(page, '.report__to').waitFor();
      },
    },
    { name: 'report-sent', path: '/report', reach: sendReport },
    { name: 'case-mine-open', path: `/case?id=${cases.mineOpen}` },
    {
      name: 'case-withdraw',
      path: `/case?id=${cases.mineOpen}`,
      reach: (page: Page) => press(page, 'withdraw'),
    },
    { name: 'case-mine-closed', path: `/case?id=${cases.mineClosed}` },
    { name: 'case-rate', path: `/case?id=${cases.mineClosed}&do=rate` },
    { name: 'case-reopen', path: `/case?id=${cases.mineClosed}&do=reopen` },
    { name: 'case-join', path: `/case?id=${cases.open}&do=join` },
    { name: 'complaints', path: '/complaints' },
    { name: 'complain', path: `/complain?issue=${cases.mineClosed}` },
    { name: 'complain-anything', path: '/complain' },
    { name: 'my-data', path: '/my-data' },
    { name: 'erase', path: '/erase' },
    {
      name: 'erase-sure',
      path: '/erase',
      reach: async (page: Page) => {
        await typeInto(page.getByLabel('请写“注销账号”四个字'), '注销账号');
        await press(page, 'erase');
      },
    },
    {
      name: 'consent',
      path: '/me',
      first: (page: Page) => page.route(/\/me$/, refuseUntilConsent),
      reach: async (page: Page) => {
        await tap(page, '修改');
        await tap(page, '保存');
        await page.getByRole('dialog', { name: '请先看一眼' }).waitFor();
      },
    },
    { name: 'street-no-post', path: '/work/street' },
    { name: 'desk-no-permission', path: '/desk/queue' },
    { name: 'tasks-no-permission', path: '/work/tasks' },
  ].map((stop) => ({ ...stop, name: `resident-${stop.name}`, who: cases.resident }));
}

/** Goes through a report, from its picture to the thanks for it. */
async function sendReport(page: Page): Promise<void> {
  await press(page, 'new-report');
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles([await photo(90)]);
  await page.locator('.uploader__picture, .uploader img').first().waitFor();
  await press(page, 'next');
  await visible(page, '.map__picked').waitFor();
  await press(page, 'next');
  await typeInto(page.getByLabel('看到了什么？').filter({ visible: true }), '公交站台的垃圾桶倒了');
  await press(page, 'next');
  await press(page, 'send');
  await page.getByText('收到了，谢谢您').first().waitFor();
}

/** As the server answers somebody who has not agreed to the present version of the texts. */
const refuseUntilConsent = (route: Route) =>
  route.request().method() === 'GET'
    ? route.fallback()
    : route.fulfill({
        status: 403,
        json: { error: { code: 'CONSENT_NEEDED', message: '请先阅读并同意', requestId: 'none' } },
      });
