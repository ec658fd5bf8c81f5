import type { Page } from 'playwright-core';
import { typeInto } from '../../support/person';
import { press, type Stop, tab, visible } from './stop';

/** The register of places and what keeps it right. */
export function placeStops(): Stop[] {
  const path = '/desk/places';
  const openToilet = async (page: Page) => {
    await page.getByLabel('类型', { exact: true }).filter({ visible: true }).first().selectOption('toilet');
    await page.locator('.registry__row').filter({ hasText: 'T-' }).first().click();
    await visible(page, '.place-panel__fields').waitFor();
  };
  return [
    { name: 'places', path },
    {
      name: 'places-area',
      path,
      reach: (page) => page.locator('.area-tree__name', { hasText: '西城街道' }).click(),
    },
    {
      name: 'places-nothing',
      path,
      reach: async (page) => {
        await typeInto(page.getByLabel('找地点').filter({ visible: true }), '没有这个地方');
        await page.getByText('没有这样的地点').waitFor();
      },
    },
    { name: 'places-place', path, reach: openToilet },
    {
      name: 'places-edit',
      path,
      reach: async (page) => {
        await openToilet(page);
        await press(page, 'edit-place');
      },
    },
    {
      name: 'places-retire',
      path,
      reach: async (page) => {
        await openToilet(page);
        await press(page, 'retire-place');
      },
    },
    {
      name: 'places-history',
      path,
      reach: async (page) => {
        await openToilet(page);
        await tab(page, '变更记录');
      },
    },
    { name: 'places-new', path, reach: (page) => press(page, 'new-place') },
    ...(
      [
        ['area', 'green'],
        ['street', 'road'],
        ['river', 'river'],
      ] as const
    ).map(([name, kind]) => ({
      name: `places-draw-${name}`,
      path,
      reach: async (page: Page) => {
        await press(page, 'new-place');
        await page.locator('#new-kind').selectOption(kind);
        // A map is drawn when it comes near.
        await visible(page, '.draw-shape__map').scrollIntoViewIfNeeded();
        for (const corners of [1, 2, 3]) {
          await visible(
            page,
            '.draw-shape__map .leaflet-container, .draw-shape__map.leaflet-container',
          ).click({
            position: { x: 60 * corners, y: corners === 2 ? 200 : 90 },
          });
          await page.getByText(`${corners} 个角`).waitFor();
        }
      },
    })),
    {
      name: 'places-redraw',
      path,
      reach: async (page) => {
        await page.getByLabel('类型', { exact: true }).filter({ visible: true }).first().selectOption('road');
        await visible(page, '.registry__row').click();
        await press(page, 'edit-place');
        await visible(page, '.map__corner').waitFor();
      },
    },
    { name: 'places-tiling', path: `${path}?tab=tiling` },
    {
      name: 'places-tiling-found',
      path: `${path}?tab=tiling`,
      reach: async (page) => {
        await page.locator('.area-tree__name', { hasText: '西城街道' }).click();
        await visible(page, '.tiling').waitFor();
      },
    },
    { name: 'places-import', path: `${path}?tab=import` },
    { name: 'places-moves', path: `${path}?tab=moves` },
  ];
}
