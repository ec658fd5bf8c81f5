import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { IssueDetail } from '../../shared/src/issues/schema';
import { openProfile, phone } from '../support/browser';
import { Reporter } from '../support/reporter';
import { type ServedApp, serveApp } from '../support/served-app';

jest.setTimeout(120_000);

let app: ServedApp;
let folder: string;
let context: BrowserContext;
let me: Reporter;
const thrown: string[] = [];
const inside = { longitude: 119.575, latitude: 31.745 };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gongzhi-profile-'));
  [app, context] = await Promise.all([serveApp(), openProfile(folder, phone)]);
  await newPage();
  await me.signIn('许知夏');
});
afterAll(async () => {
  await context?.close();
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await context.unrouteAll();
  await context.setOffline(false);
  expect(thrown.splice(0)).toEqual([]);
});

async function newPage(): Promise<void> {
  const page = await context.newPage();
  page.on('pageerror', (error) => thrown.push(String(error)));
  me = new Reporter(page, app.base, thrown);
}

/** The tab ends at once, as when a telephone runs out of memory; what it had asked for is lost on the way. */
async function kill(): Promise<void> {
  await me.page.close();
  await context.unrouteAll();
}

async function comeBack(where = '/home'): Promise<void> {
  await newPage();
  await me.open(where);
}

test('a report written without a network is sent by itself when there is one, and says so', async () => {
  await me.open('/home');
  // From now on the pages to report with open without a network.
  await me.page.waitForFunction(() => performance.getEntriesByName('pages at hand').length > 0);
  await me.writesOffline('没有网络时写的');
  await me.sees('没有网络，已存好，联网后自动发送');
  await me.open('/home').catch(() => undefined);
  await me.network.find();
  await me.open('/home');
  await me.becomesOneCase('没有网络时写的', 2);
  await me.sees('等着的上报已经发出');
  await me.button(/等着的上报已经发出/).click();
  await me.page.waitForURL(/\/case\?id=/);
  await me.sees('已经收到，等指挥中心受理');
});

const moments: [moment: string, url: string, nth: number, done: boolean][] = [
  ['while the first picture goes up', '**/api/v1/files', 1, false],
  ['after a picture arrived and nobody heard', '**/api/v1/files', 1, true],
  ['between the pictures', '**/api/v1/files', 2, false],
  ['after the pictures, before the report', '**/api/v1/issues', 1, false],
  ['after the server made the case, before its answer', '**/api/v1/issues', 1, true],
];
test.each(moments)('killed %s, it becomes one case with all pictures', async (moment, url, nth, done) => {
  const words = `断在第 ${moments.findIndex(([name]) => name === moment) + 1} 步`;
  await me.writesOffline(words);
  const stopped = me.stopAt(url, nth, done);
  await me.network.find();
  await stopped;
  await kill();
  await comeBack();
  await me.becomesOneCase(words, 2);
});

test('killed while it is written, with the browser, it is gone on with', async () => {
  await me.open('/report');
  await context.route('**/api/v1/files', () => undefined);
  await me.addPhotos(20, 220);
  await me.page.waitForFunction(() =>
    Object.entries(localStorage).some(
      ([key, text]) => key.startsWith('gz:draft:') && text.split('draft-').length === 3,
    ),
  );
  await context.close();
  context = await openProfile(folder, phone);
  await comeBack('/report');
  await me.sees('继续上次的，还是新写一件？');
  await me.named('continue-report').click();
  await me.page.locator('.uploader__item').nth(1).waitFor();
  await me.next();
  await me.sees(/按您现在的位置/);
  await me.next();
  await me.says('写到一半浏览器没了');
  await kill();
  await comeBack('/report');
  await me.named('continue-report').click();
  expect(await me.page.getByLabel('看到了什么？').inputValue()).toBe('写到一半浏览器没了');
  await me.next();
  await me.named('send').click();
  await me.page.waitForURL(/\/case\?id=/);
  await me.becomesOneCase('写到一半浏览器没了', 2);
});

test('pictures the server has swept go up again, and it is still one case', async () => {
  await me.writesOffline('照片被清理过');
  const stopped = me.stopAt('**/api/v1/issues', 1, false);
  await me.network.find();
  await stopped;
  // Ids nobody knows stand for pictures that were removed after a day.
  await me.page.evaluate(() => {
    for (const [key, text] of Object.entries(localStorage)) {
      if (!key.startsWith('gz:draft:')) continue;
      const draft = JSON.parse(JSON.parse(text).data);
      draft.pictures.forEach((picture: { uploaded: { id: string } }, i: number) => {
        picture.uploaded.id = String(i + 1).repeat(24);
      });
      draft.sending.body.pictureIds = draft.pictures.map(
        ({ uploaded }: { uploaded: { id: string } }) => uploaded.id,
      );
      localStorage.setItem(key, JSON.stringify({ data: JSON.stringify(draft) }));
    }
  });
  await kill();
  await comeBack();
  await me.becomesOneCase('照片被清理过', 2);
});

test('changed after a try that had arrived, it is not sent twice unless the person says so', async () => {
  await me.writesOffline('先说一盏灯');
  const stopped = me.stopAt('**/api/v1/issues', 1, true);
  await me.network.find();
  await stopped;
  await me.network.lose();
  await kill();
  await newPage();
  // Nothing is sent before the words are changed: the first round after the start finds the server away.
  await context.route('**/api/v1/issues', (route) => route.abort());
  await me.network.find();
  await me.open('/drafts');
  await me.named('edit-draft').click();
  await me.button('修改问题').click();
  await me.says('其实是两盏灯');
  await context.unrouteAll();
  await me.next();
  await me.named('send').click();
  await me.sees(/这件之前已经报上去了，是案件 \d/);
  expect(await me.casesSaying('先说一盏灯')).toHaveLength(1);
  expect(await me.casesSaying('其实是两盏灯')).toHaveLength(0);
  await me.button('作为新的一件发送').click();
  await me.page.waitForURL(/\/case\?id=/);
  await me.becomesOneCase('其实是两盏灯', 2);
  expect(await me.casesSaying('先说一盏灯')).toHaveLength(1);
});

test('what the server refuses is shown in its words, at the step where it is mended', async () => {
  await context.setGeolocation({ longitude: 121.4, latitude: 31.2 });
  await me.writesOffline('在别的区');
  await context.setGeolocation(inside);
  await me.network.find();
  await me.sees('要您看一下');
  await me.sees('这个地点不在本区范围内');
  await me.named('edit-draft').click();
  await me.sees('问题在哪里？');
  await me.button('我的位置').click();
  await me.sees(/按您现在的位置/);
  await me.next();
  await me.next();
  await me.named('send').click();
  await me.page.waitForURL(/\/case\?id=/);
  await me.becomesOneCase('在别的区', 2);
});

test('somebody else on the same device neither sees nor sends it; its owner does, signed in again', async () => {
  await me.writesOffline('是许知夏写的');
  await me.open('/me').catch(() => undefined);
  await context.route('**/api/v1/issues', (route) => route.abort());
  await me.network.find();
  await me.open('/me');
  await me.button('退出登录').click();
  await me.sees('还有 1 件没有发出');
  await me.named('keep-drafts').click();
  await me.sees('还没有登录');
  await context.unrouteAll();
  await me.signIn('柳青青');
  await me.open('/drafts');
  await me.sees('没有草稿');
  expect(await me.casesSaying('是许知夏写的')).toHaveLength(0);
  await me.open('/me');
  await me.button('退出登录').click();
  await me.page.getByRole('dialog').getByRole('button', { name: '退出' }).click();
  await me.sees('还没有登录');
  await me.signIn('许知夏');
  await me.becomesOneCase('是许知夏写的', 2);
});

test('signing out can take the drafts along', async () => {
  await me.writesOffline('不要了');
  await context.route('**/api/v1/issues', (route) => route.abort());
  await me.network.find();
  await me.open('/me');
  await me.button('退出登录').click();
  await me.named('drop-drafts').click();
  await me.sees('还没有登录');
  await context.unrouteAll();
  await me.signIn('许知夏');
  await me.open('/drafts');
  await me.sees('没有草稿');
  expect(await me.casesSaying('不要了')).toHaveLength(0);
});

test('a handling officer’s proof survives, and is given from the drafts', async () => {
  await me.open('/me');
  await me.button('退出登录').click();
  await me.page.getByRole('dialog').getByRole('button', { name: '退出' }).click();
  await me.sees('还没有登录');
  await me.signIn('马清扬');
  const { items } = await me.asks<{ items: IssueDetail[] }>('/issues?view=work&state=dispatched&limit=1');
  const id = items[0]?.id ?? '';
  await me.open(`/case?id=${id}&do=handle`);
  await me.sees('处理好了');
  await me.network.lose();
  await me.addPhotos(60);
  await me.fill('做了什么', '垃圾清走了');
  await me.sees('没有网络。写的和拍的已存在这台设备上');
  // Shown at once, put by a moment later.
  await me.page.waitForFunction(() =>
    Object.entries(localStorage).some(
      ([key, text]) =>
        key.startsWith('gz:command-draft:') && text.replaceAll('\\', '').includes('"pictures":[{'),
    ),
  );
  await kill();
  await me.network.find();
  await comeBack('/drafts');
  await me.named('open-command').click();
  await me.named('give').click();
  await me.sees('等人到现场核查');
  const issue = await me.asks<IssueDetail>(`/issues/${id}`);
  expect(issue.afterPictures).toHaveLength(1);
  expect(issue.timeline.at(-1)).toMatchObject({ command: 'handle', words: '垃圾清走了' });
  await me.open('/drafts');
  await me.sees('没有草稿');
});
