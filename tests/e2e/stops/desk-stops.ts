import type { Page } from 'playwright-core';
import type { Cases } from '../../support/demonstration-cases';
import { press, type Stop, visible } from './stop';

const dispatcher = '顾明远';

/** The desk of the dispatcher: queue, cases, forms, calls. */
export function deskStops(cases: Cases): Stop[] {
  return [
    { name: 'queue', path: '/desk/queue' },
    {
      name: 'queue-case',
      path: '/desk/queue',
      reach: (page: Page) => page.locator('[id^=row-]').first().click(),
    },
    { name: 'queue-keys', path: '/desk/queue', reach: (page: Page) => page.keyboard.press('?') },
    ...severalStops(),
    { name: 'cases', path: '/desk/cases' },
    { name: 'case', path: `/desk/case?id=${cases.open}` },
    ...['accept', 'refuse', 'correct'].map((command) => ({
      name: `case-${command}`,
      path: `/desk/case?id=${cases.reported}`,
      reach: (page: Page) => openForm(page, command),
    })),
    ...(
      [
        ['accepted', 'file'],
        ['filed', 'dispatch'],
        ['verified', 'close'],
      ] as const
    ).map(([state, command]) => ({
      name: `case-${command}`,
      path: `/desk/queue?state=${state}`,
      reach: async (page: Page) => {
        await page.locator('[id^=row-]').first().click();
        await openForm(page, command);
      },
    })),
    {
      name: 'report',
      path: '/desk/report',
      reach: (page: Page) => press(page, 'save-call'),
    },
    { name: 'sheet', path: `/desk/sheet?id=${cases.closed}` },
    // The desk remembers that somebody works on the map.
    { name: 'queue-map', path: '/desk/queue', reach: (page: Page) => press(page, 'map') },
  ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: dispatcher, wide: true as const }));
}

async function openForm(page: Page, command: string): Promise<void> {
  await press(page, `command-${command}`);
  await visible(page, `[data-name=submit-${command}]`).waitFor();
}

/** Several cases at once, and the filters somebody keeps. */
function severalStops() {
  const path = '/desk/queue?state=reported';
  const choose = async (page: Page) => {
    for (const nth of [0, 1]) await page.locator('[data-name=row] .queue-row__pick').nth(nth).click();
    await visible(page, '.batch-bar').waitFor();
  };
  const fill = async (page: Page) => {
    await choose(page);
    await press(page, 'batch-accept');
    await visible(page, '[data-name=batch-next]').waitFor();
  };
  const lookOver = async (page: Page) => {
    await fill(page);
    const guess = page.getByRole('dialog').locator('.desk-suggestions__one').first();
    if (await guess.isVisible()) await guess.click();
    await press(page, 'batch-next');
    await visible(page, '[data-name=batch-run]').waitFor();
  };
  return [
    { name: 'queue-several', path, reach: choose },
    { name: 'queue-several-form', path, reach: fill },
    { name: 'queue-several-sure', path, reach: lookOver },
    {
      name: 'queue-several-failed',
      path,
      first: (page: Page) => page.route(/\/accept$/, (route) => route.abort()),
      reach: async (page: Page) => {
        await lookOver(page);
        await press(page, 'batch-run');
        await visible(page, '[data-name=batch-retry]').waitFor();
      },
    },
    { name: 'queue-save-filter', path, reach: (page: Page) => press(page, 'save-filter') },
    {
      name: 'queue-filters',
      path,
      reach: async (page: Page) => {
        await press(page, 'save-filter');
        await press(page, 'save-filter-yes');
        await press(page, 'manage-filters');
      },
    },
  ];
}
