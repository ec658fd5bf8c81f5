import type { Page } from 'playwright-core';
import type { Cases, Places } from '../../support/demonstration-cases';
import { typeInto } from '../../support/person';
import { type Stop, tab, tap, visible } from './stop';

/** What anybody meets who has not signed in. */
export function guestStops(cases: Cases, places: Places): Stop[] {
  return [
    { name: 'home', path: '/home' },
    { name: 'nearby-list', path: '/nearby' },
    {
      name: 'nearby-nothing',
      path: '/nearby',
      reach: async (page: Page) => {
        await typeInto(page.getByLabel('找案件'), '没有这个地方');
        await page.getByText('没有找到').first().waitFor();
      },
    },
    {
      name: 'nearby-offline',
      path: '/nearby',
      first: (page: Page) => page.route(/\/issues(\?|\/nearby)/, (route) => route.abort()),
      reach: (page: Page) => page.getByText('再试一次').first().waitFor(),
    },
    {
      name: 'nearby-loading',
      path: '/nearby',
      waits: true as const,
      first: (page: Page) => page.route(/\/issues(\?|\/nearby)/, () => undefined),
    },
    { name: 'nearby-map', path: '/nearby', reach: (page: Page) => tab(page, '地图') },
    { name: 'me', path: '/me' },
    { name: 'sign-in', path: '/sign-in' },
    {
      name: 'sign-in-desk',
      path: '/sign-in?desk=1',
      reach: async (page: Page) => {
        await typeInto(page.getByLabel('登录名'), 'nobody');
        await typeInto(page.getByLabel('密码'), 'wrong password');
        await page.getByRole('button', { name: '登录', exact: true }).last().click();
        await visible(page, '.failure-line').waitFor();
      },
    },
    { name: 'case-reported', path: `/case?id=${cases.reported}` },
    { name: 'case-open', path: `/case?id=${cases.open}` },
    { name: 'case-closed', path: `/case?id=${cases.closed}` },
    {
      name: 'case-picture',
      path: `/case?id=${cases.closed}`,
      reach: (page: Page) => visible(page, '.pictures__item').click(),
    },
    {
      name: 'case-due',
      path: `/case?id=${cases.open}`,
      reach: (page: Page) => tap(page, '怎么算的'),
    },
    { name: 'case-missing', path: '/case?id=000000000000000000000000' },
    { name: 'report', path: '/report' },
    { name: 'mine', path: '/mine' },
    { name: 'inbox', path: '/inbox' },
    { name: 'tasks', path: '/work/tasks' },
    { name: 'figures', path: '/figures', wide: true as const },
    { name: 'wall', path: '/wall', wide: true as const },
    { name: 'about', path: '/about' },
    { name: 'privacy', path: '/privacy' },
    { name: 'chief', path: `/chief?id=${places.chiefPost}` },
    { name: 'chief-missing', path: '/chief?id=000000000000000000000000' },
    { name: 'toilets', path: '/toilets' },
    { name: 'place', path: `/place?id=${places.toilet}` },
    { name: 'place-area', path: `/place?id=${places.road}` },
    { name: 'place-missing', path: '/place?id=000000000000000000000000' },
    { name: 'set-password', path: '/set-password?token=gone' },
    { name: 'set-password-form', path: `/set-password?token=${places.passwordToken}` },
    { name: 'not-found', path: '/no/such/page' },
  ].map((stop) => ({ ...stop, name: `guest-${stop.name}` }));
}
