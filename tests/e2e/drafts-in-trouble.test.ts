import path from 'node:path';
import mongoose from 'mongoose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { attachEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { openBrowser, phone, visit } from '../support/browser';
import { nothingLeft, Reporter, waitForPictures } from '../support/reporter';
import { type ServedApp, serveApp } from '../support/served-app';

jest.setTimeout(120_000);

let app: ServedApp;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([serveApp(), openBrowser()]);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A resident with a browser of their own, signed in; `before` runs in it before any page does. */
async function arrives(name: string, before?: () => void): Promise<Reporter> {
  const { context, page, problems } = await visit(browser, phone);
  contexts.push(context);
  if (before) await context.addInitScript(before);
  const person = new Reporter(page, app.base, problems);
  await person.signIn(name);
  return person;
}

/** A second tab of the same browser. */
async function secondTab(first: Reporter, where: string): Promise<Reporter> {
  const tab = new Reporter(await first.page.context().newPage(), first.base, first.problems);
  tab.page.on('pageerror', (error) => first.problems.push(String(error)));
  await tab.open(where);
  return tab;
}

/** What the page itself did wrong; that a request failed while there was no network is not. */
const thrownBy = ({ problems }: Reporter) => problems.filter((each) => !/Failed to load resource/.test(each));

const keysOf = (page: Page, beginning: string) =>
  page.evaluate((start) => Object.keys(localStorage).filter((key) => key.startsWith(start)), beginning);

/** Puts something where the web app keeps what is small. */
const remember = (page: Page, key: string, value: unknown) =>
  page.evaluate(([name, text]) => localStorage.setItem(`gz:${name}`, JSON.stringify({ data: text })), [
    key,
    JSON.stringify(value),
  ] as const);

describe('the one draft an earlier version kept', () => {
  const single = {
    kind: 'problem',
    text: '旧版本里写的',
    groupCode: null,
    matterCode: null,
    point: [119.575, 31.745],
    origin: 'gps',
    address: '东门',
    typed: false,
    community: null,
    shareContact: false,
    key: 'a-key-of-the-earlier-version',
    step: 2,
    pictures: [],
  };

  it('is gone on with, and becomes one case', async () => {
    const person = await arrives('许知夏');
    await remember(person.page, 'report-draft', single);
    await person.open('/drafts');
    await person.sees('旧版本里写的');
    expect(await keysOf(person.page, 'gz:report-draft')).toEqual([]);
    await person.named('edit-draft').click();
    await person.next();
    await person.named('send').click();
    await person.page.waitForURL(/\/case\?id=/);
    await person.becomesOneCase('旧版本里写的', 0);
    expect(thrownBy(person)).toEqual([]);
  });

  it('whose pictures the server has swept asks for them by name', async () => {
    const person = await arrives('许知夏');
    const swept = { id: 'a'.repeat(24), url: '/gone', thumb: '/gone', width: 4, height: 3 };
    await remember(person.page, 'report-draft', {
      ...single,
      text: '旧版本里拍的',
      key: 'another-key-of-the-earlier-version',
      step: 3,
      pictures: [swept],
    });
    await person.open('/drafts');
    await person.named('edit-draft').click();
    await person.named('send').click();
    await person.sees('有照片没有存在手机上，请去掉它再选一次');
    await person.page.getByRole('button', { name: /^去掉/ }).filter({ visible: true }).first().click();
    for (let step = 0; step < 3; step++) await person.next();
    await person.named('send').click();
    await person.page.waitForURL(/\/case\?id=/);
    await person.becomesOneCase('旧版本里拍的', 0);
  });

  it('waits until somebody signs in, and is theirs', async () => {
    const { context, page, problems } = await visit(browser, phone);
    contexts.push(context);
    const person = new Reporter(page, app.base, problems);
    await person.open('/home');
    await remember(page, 'report-draft', { ...single, key: 'yet-another-key' });
    await person.open('/drafts');
    expect(await keysOf(page, 'gz:draft:')).toEqual([]);
    await person.signIn('许知夏');
    await person.open('/drafts');
    await person.sees('旧版本里写的');
  });

  it('that cannot be read keeps no page from opening', async () => {
    const person = await arrives('许知夏');
    await remember(person.page, 'report-draft', { text: '只剩半句' });
    await person.open('/drafts');
    await person.sees('只剩半句');
    expect(thrownBy(person)).toEqual([]);
  });
});

describe('a browser that keeps no pictures', () => {
  const words = '照片没有存下（可能是无痕浏览或没有权限），发送前请不要关掉页面';
  const ways: [name: string, before: () => void][] = [
    ['has no IndexedDB', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
    [
      'forbids it, as private browsing did',
      () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
        };
      },
    ],
    [
      'breaks off midway',
      () => {
        const put = IDBObjectStore.prototype.put;
        let puts = 0;
        IDBObjectStore.prototype.put = function (...given) {
          const request = put.apply(this, given);
          if (++puts === 2) this.transaction.abort();
          return request;
        };
      },
    ],
  ];
  it.each(ways)('because it %s says so, and the open page still sends', async (_, before) => {
    const person = await arrives('许知夏', before);
    const text = `没有存照片的地方 ${ways.findIndex(([name]) => name === _)}`;
    await person.opensToReport();
    await person.network.lose();
    await person.addPhotos(20, 220);
    await person.page.locator('.uploader__item').nth(1).waitFor();
    await person.sees(words);
    for (let step = 0; step < 2; step++) await person.next();
    await person.says(text);
    await person.next();
    await person.button('先存好，联网后发送').click();
    await person.page.waitForURL(/\/drafts/);
    // It is not said to lie safe on the device.
    await person.sees('有照片没有存下。联网后自动发送，在那之前请不要关掉页面');
    const [question] = await Promise.all([
      person.page.waitForEvent('dialog'),
      person.page.close({ runBeforeUnload: true }),
    ]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await person.network.find();
    await person.page.waitForFunction(
      () => !Object.keys(localStorage).some((key) => key.startsWith('gz:draft:')),
    );
    const cases = await person.casesSaying(text);
    expect(cases.map(({ pictures }) => pictures.length)).toEqual([2]);
    expect(thrownBy(person)).toEqual([]);
  });

  it('and was closed all the same keeps the words, and says which picture is missing', async () => {
    const person = await arrives('许知夏', () =>
      Object.defineProperty(window, 'indexedDB', { value: undefined }),
    );
    await person.writesOffline('关掉了没存照片的页面');
    await person.page.close();
    await person.network.find();
    const again = await secondTab(person, '/drafts');
    await again.sees('关掉了没存照片的页面');
    await again.sees('有照片没有存在手机上，请去掉它再选一次');
  });

  it('because the device is full says that, and keeps what fitted', async () => {
    const person = await arrives('许知夏');
    await person.opensToReport();
    await person.network.lose();
    await person.addPhotos(20);
    await waitForPictures(person.page, 1);
    await person.page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no space', 'QuotaExceededError');
      };
    });
    await person.addPhotos(220);
    await person.sees('手机空间不够，照片没有存下');
    for (let step = 0; step < 2; step++) await person.next();
    await person.says('手机满了');
    await person.next();
    await person.button('先存好，联网后发送').click();
    await person.named('draft').waitFor();
    await waitForPictures(person.page, 1);
    await person.network.find();
    await person.becomesOneCase('手机满了', 2);
    expect(thrownBy(person)).toEqual([]);
  });

  it('because its site data were cleared meanwhile still sends from the open page', async () => {
    const person = await arrives('许知夏');
    await person.opensToReport();
    await person.network.lose();
    await person.addPhotos(20);
    await waitForPictures(person.page, 1);
    const devtools = await person.page.context().newCDPSession(person.page);
    await devtools.send('Storage.clearDataForOrigin', { origin: app.base, storageTypes: 'indexeddb' });
    await person.addPhotos(220);
    await person.page.locator('.uploader__item').nth(1).waitFor();
    await waitForPictures(person.page, 1);
    for (let step = 0; step < 2; step++) await person.next();
    await person.says('清理过网站数据');
    await person.next();
    await person.network.find();
    await person.named('send').click();
    await person.page.waitForURL(/\/case\?id=/);
    await person.becomesOneCase('清理过网站数据', 2);
  });
});

describe('no room for the words', () => {
  /** Leaves no room in the storage of this origin, until it is given back. */
  const fill = (page: Page) =>
    page.evaluate(() => {
      let block = 'x'.repeat(1_000_000);
      for (let i = 0; block; i++) {
        try {
          localStorage.setItem(`filler-${i}`, block);
        } catch {
          block = block.slice(0, block.length >> 1);
        }
      }
    });

  it('is said, the report still goes out, and the session lives on', async () => {
    const person = await arrives('许知夏');
    await person.opensToReport();
    await fill(person.page);
    // The tokens run out while there is no room for new ones.
    const error = { code: 'NOT_SIGNED_IN', message: '登录过期' };
    await person.page.route('**/api/v1/files', (route) => route.fulfill({ status: 401, json: { error } }), {
      times: 1,
    });
    await person.addPhotos(20);
    await person.sees('手机空间不够，写的内容没有存下，发送前请不要关掉页面');
    for (let step = 0; step < 2; step++) await person.next();
    await person.says('字也存不下');
    await person.next();
    await person.named('send').click();
    await person.page.waitForURL(/\/case\?id=/);
    await person.page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('filler-')) localStorage.removeItem(key);
    });
    await person.button('返回').click();
    await person.page.waitForURL(/\/home/);
    expect(thrownBy(person)).toEqual([]);
  });
});

describe('two tabs that find the network again', () => {
  it.each([
    ['take turns', undefined],
    [
      'send at once where there are no locks, and the key lets it be one case',
      () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
    ],
  ] as const)('%s', async (way, before) => {
    const first = await arrives('许知夏', before);
    const words = `两个标签页${way.length}`;
    const second = await secondTab(first, '/home');
    await second.button('上报问题').waitFor();
    // Nobody writes in a tab that lies behind another, and the browser slows that one down.
    await first.page.bringToFront();
    await first.writesOffline(words);
    const sent: number[] = [];
    const reports = (page: Page) =>
      page.on('response', (answer) => {
        const request = answer.request();
        if (request.method() === 'POST' && /\/api\/v1\/issues$/.test(request.url()))
          sent.push(answer.status());
      });
    reports(first.page);
    reports(second.page);
    await first.network.find();
    await first.becomesOneCase(words, 2);
    await second.page.bringToFront();
    await nothingLeft(second.page);
    if (!before) expect(sent).toEqual([201]);
    expect(await first.casesSaying(words)).toHaveLength(1);
    await second.open('/drafts');
    await second.sees('刚发出的');
    expect(await keysOf(second.page, 'gz:draft:')).toEqual([]);
    expect(thrownBy(first)).toEqual([]);
  });
});

describe('consent that is needed while something is sent by itself', () => {
  /** As if the texts had got a new version since this person agreed; the demonstration's own people are never asked. */
  async function raiseVersionFor(name: string): Promise<void> {
    const uri = await attachEmbeddedStore(path.join(app.dataDir, 'store'));
    const connection = await mongoose.createConnection(uri ?? '', { dbName: 'gongzhi' }).asPromise();
    const consents = [{ version: 0, at: new Date() }];
    const { modifiedCount } = await connection
      .collection('accounts')
      .updateOne({ name }, { $set: { kind: 'desk', consents } });
    await connection.close();
    expect(modifiedCount).toBe(1);
  }

  it('is asked for once, and given lets it go out', async () => {
    const person = await arrives('周立冬');
    await person.writesOffline('等同意的第一件');
    await raiseVersionFor('周立冬');
    await person.network.find();
    await person.sees('请先看一眼');
    await person.choose(/我已阅读并同意/);
    await person.named('agree').click();
    await person.becomesOneCase('等同意的第一件', 2);
    expect(thrownBy(person)).toEqual([]);
  });

  it('refused keeps everything, does not ask again unbidden, and can be given later', async () => {
    const person = await arrives('赵清明');
    await person.writesOffline('等同意的第二件');
    await raiseVersionFor('赵清明');
    await person.network.find();
    await person.sees('请先看一眼');
    await person.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await person.sees('请先阅读并同意《隐私说明》和《用户须知》');
    await waitForPictures(person.page, 2);
    // Another round of sending finds nothing to do.
    await person.network.lose();
    await person.network.find();
    await person.open('/drafts');
    await person.sees('等同意的第二件');
    expect(await person.page.getByRole('dialog').count()).toBe(0);
    // Opened again its pictures go up, which asks once more; the form is not told that they are at fault.
    await person.named('edit-draft').click();
    await person.choose(/我已阅读并同意/);
    await person.named('agree').click();
    await person.named('send').click();
    await person.page.waitForURL(/\/case\?id=/);
    await person.becomesOneCase('等同意的第二件', 2);
  });
});

describe('leaving the device', () => {
  const session = (page: Page) =>
    page.evaluate(() => JSON.parse(JSON.parse(String(localStorage.getItem('gz:session'))).data));

  it('by signing out takes words and pictures along when asked to', async () => {
    const person = await arrives('许知夏');
    await person.writesOffline('不带走');
    await waitForPictures(person.page, 2);
    await person.page.context().route('**/api/v1/issues', (route) => route.abort());
    await person.network.find();
    await person.open('/me');
    await person.button('退出登录').click();
    await person.named('drop-drafts').click();
    await person.sees('还没有登录');
    await nothingLeft(person.page);
    expect(await keysOf(person.page, 'gz:sent-report:')).toEqual([]);
    expect(await keysOf(person.page, 'gz:session')).toEqual([]);
  });

  it('by erasing the account clears this person’s words and pictures, and nobody else’s', async () => {
    const other = await arrives('许知夏');
    const context = other.page.context();
    await other.writesOffline('是别人的');
    await context.route('**/api/v1/issues', (route) => route.abort());
    await other.network.find();
    await other.open('/me');
    await other.button('退出登录').click();
    await other.named('keep-drafts').click();
    await other.sees('还没有登录');

    const leaver = new Reporter(other.page, app.base, other.problems);
    await leaver.signIn('林小满');
    await leaver.writesOffline('走之前写的');
    await waitForPictures(leaver.page, 4);
    // One that was put by a moment before the app was killed: no draft names it.
    await leaver.page.evaluate(
      (key) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('gongzhi-pictures');
          opening.onsuccess = () => {
            const putting = opening.result.transaction('pictures', 'readwrite');
            putting.objectStore('pictures').put({ type: 'image/jpeg', bytes: new ArrayBuffer(8) }, key);
            putting.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      `draft-${Date.now().toString(36)}-orphan`,
    );
    await waitForPictures(leaver.page, 5);
    await leaver.network.find();
    const { accountId } = await session(leaver.page);
    await leaver.open('/erase');
    await leaver.fill('请写“注销账号”四个字', '注销账号');
    await leaver.named('erase').click();
    await leaver.button('注销，不能恢复').click();
    await leaver.page.waitForURL(/\/home/);
    await waitForPictures(leaver.page, 2);
    const left = await leaver.page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    expect(left).not.toContain(accountId);
    expect(left).not.toContain('走之前写的');
    expect(left).toContain('是别人的');
  });
});
