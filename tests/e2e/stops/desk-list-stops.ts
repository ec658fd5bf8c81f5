import type { Page } from 'playwright-core';
import { typeInto } from '../../support/person';
import { press, type Stop, visible } from './stop';

/** All rows are looked at once; afterwards a few are enough to see what is asked about one. */
const inFewRows = (then: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await typeInto(page.getByLabel('找一行').filter({ visible: true }), '道路破损');
  await then(page);
};

/** The three lists and what is asked while one is written. */
export function listStops(): Stop[] {
  const path = '/desk/lists';
  return [
    { name: 'lists', path },
    {
      name: 'lists-search',
      path,
      reach: (page) => typeInto(page.getByLabel('找一行').filter({ visible: true }), '没有这样的事项'),
    },
    { name: 'lists-row-new', path, reach: inFewRows((page) => press(page, 'new-row')) },
    {
      name: 'lists-row-edit',
      path,
      reach: inFewRows((page) => visible(page, '.lists__acts .button').click()),
    },
    { name: 'lists-compare', path, reach: (page) => press(page, 'compare') },
    { name: 'lists-publish', path, reach: (page) => press(page, 'publish') },
    {
      name: 'lists-discard',
      path,
      reach: async (page) => {
        await press(page, 'publish');
        await press(page, 'discard');
      },
    },
    { name: 'lists-management', path: `${path}?tab=management` },
    {
      name: 'lists-standard',
      path: `${path}?tab=management`,
      reach: async (page) => {
        await visible(page, '[data-name=start-draft], [data-name=new-standard]').waitFor();
        if ((await page.locator('[data-name=start-draft]').count()) > 0) await press(page, 'start-draft');
        await press(page, 'new-standard');
      },
    },
    { name: 'lists-grid', path: `${path}?tab=grid` },
    { name: 'lists-gaps', path: `${path}?tab=gaps` },
  ];
}
