import type { Page } from 'playwright-core';
import { typeInto } from '../../support/person';
import { press, type Stop, tap, visible } from './stop';

/** Posts, vacancies, accounts and units, and what is done with them. */
export function peopleStops(): Stop[] {
  const path = '/desk/people';
  const openPost = async (page: Page) => {
    await page.getByLabel('岗位', { exact: true }).filter({ visible: true }).first().selectOption('chief');
    await page
      .locator('.people__list')
      .getByRole('button', { name: /^交接、代理…：(?!.*（代）)/ })
      .first()
      .click();
    await visible(page, '[data-name=hand-over]').waitFor();
  };
  const inPost = (name: string) => async (page: Page) => {
    await openPost(page);
    await press(page, name);
  };
  return [
    { name: 'people-posts', path },
    { name: 'people-appoint', path, reach: (page) => press(page, 'new-post') },
    { name: 'people-person', path, reach: (page) => visible(page, '.people__link').click() },
    {
      name: 'people-deactivate',
      path,
      reach: async (page) => {
        await visible(page, '.people__link').click();
        await press(page, 'deactivate');
      },
    },
    { name: 'people-post', path, reach: openPost },
    { name: 'people-hand-over', path, reach: inPost('hand-over') },
    { name: 'people-act', path, reach: inPost('act') },
    { name: 'people-card', path, reach: inPost('card') },
    { name: 'people-end', path, reach: inPost('end') },
    { name: 'people-vacancies', path: `${path}?tab=vacancies` },
    {
      name: 'people-vacancy-fill',
      path: `${path}?tab=vacancies`,
      reach: (page) => visible(page, '.people__acts .button').click(),
    },
    { name: 'people-accounts', path: `${path}?tab=accounts` },
    {
      name: 'people-account-new',
      path: `${path}?tab=accounts`,
      reach: (page) => press(page, 'new-account'),
    },
    {
      name: 'people-account-link',
      path: `${path}?tab=accounts`,
      reach: async (page) => {
        await press(page, 'new-account');
        await typeInto(page.getByLabel('姓名', { exact: true }), '周小试');
        await typeInto(page.getByLabel('登录名', { exact: true }), `try${Date.now()}`);
        await press(page, 'create-account');
        await page.getByLabel('设密码链接').last().waitFor();
      },
    },
    { name: 'people-account-disable', path: `${path}?tab=accounts`, reach: (page) => tap(page, '停用') },
    { name: 'people-organisations', path: `${path}?tab=organisations` },
    {
      name: 'people-unit-new',
      path: `${path}?tab=organisations`,
      reach: (page) => press(page, 'new-unit'),
    },
    {
      name: 'people-unit-retire',
      path: `${path}?tab=organisations`,
      reach: async (page) => {
        await tap(page, '停用');
        await press(page, 'retire-unit');
      },
    },
    {
      name: 'people-unit',
      path: `${path}?tab=organisations`,
      reach: (page) => visible(page, '.people__acts .button').first().click(),
    },
  ];
}
