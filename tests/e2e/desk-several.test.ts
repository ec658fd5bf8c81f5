import type { Browser, Page } from 'playwright-core';
import { desk, openBrowser } from '../support/browser';
import { Person, typeInto } from '../support/person';
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

const east = [119.5862, 31.7478] as const;
const west = [119.5615, 31.7459] as const;

/** Somebody at another desk: what they do reaches the server without a browser. */
async function colleague(name: string) {
  const ask = async (path: string, token?: string, body?: object) => {
    const response = await fetch(`${app.base}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const { items } = await ask('/demo/people');
  const accountId = items.find((person: { name: string }) => person.name === name).id;
  const { accessToken } = await ask('/sign-in/demo', undefined, { accountId });
  let keys = 0;
  const give = (id: string, command: string, body: object) =>
    ask(`/issues/${id}/${command}`, accessToken, { key: `${name.length}-key-${keys++}-${id}`, ...body });
  return {
    give,
    read: (id: string) => ask(`/issues/${id}`, accessToken),
    async report(text: string, [lng, lat]: readonly [number, number] = east): Promise<string> {
      const { issue } = await ask('/issues', accessToken, {
        key: `report-${keys++}-${Date.now()}`,
        text,
        matterCode: '06010',
        place: { point: [lng, lat], origin: 'pin', address: '东门大街' },
        source: 'hotline_12319',
        caller: { name: '王先生', phone: '13812345678' },
      });
      return issue.id;
    },
  };
}

async function sits(name: string): Promise<Person> {
  const person = await Person.arrives(browser, app.base, desk);
  await person.signIn(name);
  return person;
}

const rows = (page: Page) => page.locator('[data-name=row]');
const opens = async (person: Person, words: string, count: number) => {
  await person.open(`/desk/queue?q=${encodeURIComponent(words)}`);
  await rows(person.page)
    .nth(count - 1)
    .waitFor();
  expect(await rows(person.page).count()).toBe(count);
};

test('several are accepted at once; each failure is told with its reason, and trying again does nothing twice', async () => {
  const other = await colleague('叶知秋');
  const ids: string[] = [];
  for (let nth = 0; nth < 6; nth++) ids.push(await other.report(`成批受理第${nth}件`));
  const [, taken = '', moved = '', lost = '', unheard = ''] = ids;

  const dispatcher = await sits('方晓晨');
  const { page } = dispatcher;
  await opens(dispatcher, '成批受理', 6);
  await page.keyboard.press('*');
  await dispatcher.sees('已选 6 件');
  await page.keyboard.press('a');
  await dispatcher.sees('6 件照上报时选的类别受理：暴露垃圾 6 件');
  await dispatcher.named('batch-next').click();
  expect(await page.getByRole('list', { name: '将要做的事' }).getByRole('listitem').count()).toBe(6);

  // Somebody else takes one, another lies elsewhere after all, a reply is lost, and one request never arrives.
  await other.give(taken, 'accept', { matterCode: '06010', publicText: null, publicPictureIds: [] });
  const elsewhere = { point: west, origin: 'pin', address: '西门大街' };
  await other.give(moved, 'correct', { place: elsewhere, words: '在西城' });
  await page.route(`**/issues/${lost}/accept`, async (route) => {
    await route.fetch();
    await route.fulfill({ status: 500, body: 'the reply broke off' });
    await page.unroute(`**/issues/${lost}/accept`);
  });
  await page.route(`**/issues/${unheard}/accept`, async (route) => {
    await route.abort('timedout');
    await page.unroute(`**/issues/${unheard}/accept`);
  });
  await dispatcher.named('batch-run').click();
  await dispatcher.sees('办成 2 件，没办成 4 件。');
  const report = page.getByRole('dialog');
  const why = async (id: string) => {
    const { number } = await other.read(id);
    return report.getByRole('listitem').filter({ hasText: number }).textContent();
  };
  expect(await why(taken)).toMatch(/刚刚有了变化.*叶知秋.*受理/);
  expect(await why(moved)).toContain('您没有做这件事的权限');
  expect(await why(lost)).toContain('系统出了点问题');
  expect(await why(unheard)).toMatch(/网络/);

  await dispatcher.named('batch-retry').click();
  await dispatcher.sees('办成 4 件，没办成 2 件。');
  await dispatcher.named('batch-close').click();
  await dispatcher.sees('已选 2 件');
  for (const id of [lost, unheard]) {
    const { state, timeline } = await other.read(id);
    expect([
      state,
      timeline.filter(({ command }: { command: string }) => command === 'accept').length,
    ]).toEqual(['accepted', 1]);
  }
  // What was done stays in its place, and says so.
  expect(await rows(page).count()).toBe(6);
  expect(await page.locator(`#row-${lost}`).textContent()).toContain('已受理');
  const own = dispatcher.problems.filter((problem) => !/status of (409|403|500)|ERR_TIMED_OUT/.test(problem));
  expect(own).toEqual([]);
});

test('with the keyboard alone a case is accepted, filed and dispatched, and the next one comes', async () => {
  const other = await colleague('叶知秋');
  const first = await other.report('只用键盘办第一件');
  const second = await other.report('只用键盘办第二件');
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  await opens(dispatcher, '只用键盘', 2);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const current = () => page.locator('[aria-current=true][data-name=row]').getAttribute('data-id');
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');

  // Letters typed into the search, or composed by an input method, are words and no commands.
  await press('/');
  await page.keyboard.type('ax');
  await page.evaluate(() => {
    const composed = { key: 'm', isComposing: true, bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', composed));
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'm', keyCode: 229, bubbles: true } as never),
    );
  });
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('.case-map').count()).toBe(0);
  await press('Backspace', 'Backspace', 'Escape');
  expect(await focused()).toBe('queue-list');

  await press('k', 'k');
  const [begun, next] = (await current()) === first ? [first, second] : [second, first];
  expect(await current()).toBe(begun);
  await press('ArrowDown', 'ArrowUp');
  await press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'accept-matterCode');
  await press('Control+Enter');
  await dispatcher.named('submit-file').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('form input[type=radio]'));
  await press('Space', 'Control+Enter');
  await dispatcher.named('submit-dispatch').waitFor();
  await dispatcher.sees('合适的单位');
  await press('Escape', 'd');
  await page.waitForFunction(() => document.activeElement?.matches('form input'));
  await press('Control+Enter');
  await dispatcher.sees(/^已派遣：/);
  expect(await current()).toBe(next);
  expect(await focused()).toBe('queue-list');
  expect((await other.read(begun)).state).toBe('dispatched');
  expect(dispatcher.problems).toEqual([]);
});

test('filters are kept, opened by a digit, renamed and deleted', async () => {
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  await dispatcher.open('/desk/queue?state=reported');
  await rows(page).first().waitFor();
  await page.keyboard.press('s');
  const name = page.getByRole('dialog').getByLabel('名称');
  expect(await name.inputValue()).toBe('待受理');
  await name.fill('早上先看');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    /早上先看\d+/.test(document.querySelector('[data-name=saved-1]')?.textContent ?? ''),
  );
  const listed = await rows(page).count();
  expect(await dispatcher.named('saved-1').textContent()).toContain(String(listed));
  await page.keyboard.press('1');
  await page.waitForURL((url) => !url.search.includes('state'));
  await page.keyboard.press('1');
  await page.waitForURL(/state=reported/);

  await dispatcher.named('manage-filters').click();
  await typeInto(page.getByLabel('第 1 个的名称'), '新来的');
  await dispatcher.named('save-filters').click();
  await page.waitForFunction(() =>
    document.querySelector('[data-name=saved-1]')?.textContent?.includes('新来的'),
  );
  await page.reload();
  await dispatcher.sees('新来的');
  await dispatcher.named('manage-filters').click();
  await page.getByRole('button', { name: '删除新来的' }).click();
  await dispatcher.named('save-filters').click();
  await dispatcher.named('save-filter').waitFor();
  expect(await page.locator('[data-name=saved-1]').count()).toBe(0);
  expect(dispatcher.problems).toEqual([]);
});

test('the map beside the list shows its cases; pin and row choose each other', async () => {
  const other = await colleague('叶知秋');
  const ids = [await other.report('图上看第一件', east), await other.report('图上看第二件', west)];
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  await opens(dispatcher, '图上看', 2);
  await page.keyboard.press('m');
  const pins = page.locator('.case-map .map__pin');
  await pins.nth(1).waitFor();
  expect(await pins.count()).toBe(2);
  for (const [id, words] of [
    [ids[1], '图上看第二件'],
    [ids[0], '图上看第一件'],
  ] as const) {
    await page.locator(`.case-map .map__pin[title*="${words}"]`).click();
    await page.locator(`#row-${id}[aria-current=true]`).waitFor();
    await page.locator(`.case-map .map__pin--chosen[title*="${words}"]`).waitFor();
  }
  await page.locator(`#row-${ids[1]}`).click();
  await page.locator('.case-map .map__pin--chosen[title*="第二件"]').waitFor();
  await page.reload();
  await pins.nth(1).waitFor();
  await dispatcher.named('open-from-map').click();
  await dispatcher.named('submit-accept').waitFor();
  expect(dispatcher.problems).toEqual([]);
});

interface Shifts {
  moved: { by: number; what: string[] }[];
}

test('on a slow network nothing moves: not while data comes, nor for news, other filters or after a command', async () => {
  const other = await colleague('叶知秋');
  const dispatcher = await sits('顾明远');
  const { page } = dispatcher;
  // What is shown only when something takes long stays away meanwhile: with less motion it does not.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  // What is pressed counts as a reason to move for half a second; answers take longer than that here.
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 650,
    downloadThroughput: 250_000,
    uploadThroughput: 100_000,
  });
  await page.addInitScript(() => {
    const seen: Shifts = { moved: [] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node?: Element }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        seen.moved.push({ by: entry.value, what: entry.sources.map(({ node }) => node?.className ?? '') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const calm = async () => {
    const { moved } = await page.evaluate(() => (window as unknown as { seen: Shifts }).seen);
    const sum = moved.reduce((all, { by }) => all + by, 0);
    if (sum >= 0.02) throw new Error(JSON.stringify(moved));
    return sum;
  };
  const settled = () => page.waitForLoadState('networkidle');

  await dispatcher.open('/desk/queue');
  await rows(page).nth(20).waitFor();
  // Which step the first case waits for depends on the hour.
  await page.locator('[data-name^="submit-"]').filter({ visible: true }).first().waitFor();
  await settled();
  await calm();

  // News: told of, not pushed in. Focus and scrolling stay.
  await page.locator('.queue').evaluate((box) => box.scrollTo({ top: 300 }));
  await page.locator('#queue-list').focus();
  const before = await page.locator('.queue').evaluate((box) => [box.scrollTop, box.textContent]);
  await other.report('刚刚来的一件');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await dispatcher.sees('有 1 件新的');
  expect(await page.locator('.queue').evaluate((box) => [box.scrollTop, box.textContent])).toEqual(before);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('queue-list');

  for (const key of ['j', 'j', 'k']) {
    await page.keyboard.press(key);
    await settled();
  }
  await page.getByRole('button', { name: /^待受理/ }).click();
  await page.locator('.queue:not(.queue--loading)').waitFor();
  await settled();
  const accepted = await page.locator('[aria-current=true][data-name=row]').getAttribute('data-id');
  const place = await page.locator(`#row-${accepted}`).boundingBox();
  await page.keyboard.press('a');
  if (!(await page.locator('#accept-matterCode').inputValue())) {
    await page.locator('.desk-suggestions__one').first().click();
  }
  await dispatcher.named('submit-accept').click();
  await page.locator(`#row-${accepted}.queue-row--done`).waitFor();
  await settled();
  expect(await page.locator(`#row-${accepted}`).boundingBox()).toEqual(place);
  expect(await calm()).toBeLessThan(0.02);
  expect(dispatcher.problems).toEqual([]);
});
