import type { Page, Route } from 'playwright-core';
import type { Cases, Places } from '../support/demonstration-cases';
import { photo, typeInto } from '../support/person';

/** A page in one of its states: who looks at it, where it is and what is pressed to get there. */
export interface Stop {
  name: string;
  /** A person of the demonstration; nobody is signed in when absent. */
  who?: string;
  path: string;
  /** Before the page is opened, e.g. to cut the network. */
  first?: (page: Page) => Promise<unknown>;
  reach?: (page: Page) => Promise<unknown>;
  /** What it asks for never comes. */
  waits?: true;
  /** Made for a wide window: it is examined there too. */
  wide?: true;
}

const dispatcher = '顾明远';
export const administrator = '邵守诚';

const visible = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).first();
const press = (page: Page, name: string) => visible(page, `[data-name="${name}"]`).click();
const tap = (page: Page, words: string) =>
  page.getByRole('button', { name: words }).filter({ visible: true }).first().click();
const tab = (page: Page, words: string) =>
  page.getByRole('tab', { name: words }).filter({ visible: true }).first().click();

/** Every page of the web app and the states a person meets in it. */
export function stopsFor(cases: Cases, places: Places): readonly Stop[] {
  const { resident } = cases;
  return [
    ...[
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
    ].map((stop) => ({ ...stop, name: `guest-${stop.name}` })),
    ...[
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
    ].map((stop) => ({ ...stop, name: `resident-${stop.name}`, who: resident })),
    ...[
      { name: 'home', path: '/home' },
      { name: 'tasks', path: '/work/tasks' },
      { name: 'tasks-late', path: '/work/tasks', reach: (page: Page) => tap(page, '已超时') },
      { name: 'case', path: `/case?id=${cases.toHandle.id}` },
      { name: 'case-handle', path: `/case?id=${cases.toHandle.id}&do=handle` },
      { name: 'case-return', path: `/case?id=${cases.toHandle.id}&do=return` },
      { name: 'desk-tasks', path: '/desk/tasks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `officer-${stop.name}`, who: cases.toHandle.who })),
    ...[
      { name: 'tasks', path: '/work/tasks' },
      { name: 'case-pass', path: `/case?id=${cases.toCheck.id}&do=pass` },
      { name: 'case-fail', path: `/case?id=${cases.toCheck.id}&do=fail` },
      { name: 'desk-checks', path: '/desk/checks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `grid-${stop.name}`, who: cases.toCheck.who })),
    ...[
      { name: 'home', path: '/home' },
      { name: 'street', path: '/work/street' },
      { name: 'place', path: `/place?id=${places.toilet}` },
      {
        name: 'place-correct',
        path: '/work/street',
        reach: async (page: Page) => {
          await visible(page, '.row__inner').click();
          await press(page, 'correct');
        },
      },
      { name: 'erase-in-post', path: '/erase' },
    ].map((stop) => ({ ...stop, name: `chief-${stop.name}`, who: '罗长庚' })),
    ...[
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
    ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: dispatcher, wide: true as const })),
    ...[
      { name: 'complaints', path: '/desk/complaints' },
      { name: 'complaints-answer', path: '/desk/complaints', reach: (page: Page) => press(page, 'answer') },
      { name: 'complaints-cover', path: '/desk/complaints', reach: (page: Page) => press(page, 'cover') },
      {
        name: 'complaints-answered',
        path: '/desk/complaints',
        reach: (page: Page) => tab(page, '已答复'),
      },
      ...listStops(),
      ...peopleStops(),
      ...placeStops(),
    ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: administrator, wide: true as const })),
  ];
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

/** All rows are looked at once; afterwards a few are enough to see what is asked about one. */
const inFewRows = (then: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await typeInto(page.getByLabel('找一行').filter({ visible: true }), '道路破损');
  await then(page);
};

/** The three lists and what is asked while one is written. */
function listStops(): Stop[] {
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

/** Posts, vacancies, accounts and units, and what is done with them. */
function peopleStops(): Stop[] {
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

/** The register of places and what keeps it right. */
function placeStops(): Stop[] {
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

/** As the server answers somebody who has not agreed to the present version of the texts. */
const refuseUntilConsent = (route: Route) =>
  route.request().method() === 'GET'
    ? route.fallback()
    : route.fulfill({
        status: 403,
        json: { error: { code: 'CONSENT_NEEDED', message: '请先阅读并同意', requestId: 'none' } },
      });
