import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, pickIn } from '../support/person';
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

test('a case goes from a picture to solved, through a return, a failed check and a reopening', async () => {
  const resident = await Person.arrives(browser, app.base, phone);
  const dispatcher = await Person.arrives(browser, app.base, desk);
  const greening = await Person.arrives(browser, app.base, phone);
  const sanitation = await Person.arrives(browser, app.base, phone);
  const grid = await Person.arrives(browser, app.base, phone);
  const everybody = [resident, dispatcher, greening, sanitation, grid];
  await Promise.all([
    resident.signIn('许知夏'),
    dispatcher.signIn('顾明远'),
    greening.signIn('柳青青'),
    sanitation.signIn('马清扬'),
    grid.signIn('崔紫薇'),
  ]);

  const id = await reports(resident);
  await accepts(dispatcher, id);
  await dispatches(dispatcher, '园林');
  await returns(greening, id);
  await dispatches(dispatcher, '环卫处', id);
  await handles(sanitation, id, 30);
  await fails(grid, id);
  await handles(sanitation, id, 60);
  await passes(grid, id);
  await closes(dispatcher, id);

  await resident.open(`/case?id=${id}`);
  await resident.named('reopen').click();
  await resident.fill('哪里还没有解决', '今天早上又堆满了');
  await resident.named('give').click();
  await resident.sees('已经立案，正在派给处置单位');

  await dispatches(dispatcher, '环卫处', id);
  await handles(sanitation, id, 90);
  await passes(grid, id);
  await closes(dispatcher, id);

  await resident.open(`/case?id=${id}`);
  await resident.named('rate').click();
  await resident.choose('解决了');
  await resident.page.getByRole('radio', { name: '5 分，很满意' }).click();
  await resident.named('give').click();
  await resident.sees('上报人评价：解决了，5 分');
  await resident.sees('返工 2 次');

  const stored = await fetch(`${app.base}/api/v1/issues/${id}`).then((answer) => answer.json());
  expect(stored).toMatchObject({
    state: 'closed',
    rework: 2,
    reporter: null,
    rating: { solved: true, score: 5 },
  });
  expect(stored.timeline.map(({ command }: { command: string }) => command)).toEqual([
    'report',
    'accept',
    'file',
    'dispatch',
    'return',
    'dispatch',
    'handle',
    'fail',
    'handle',
    'pass',
    'close',
    'reopen',
    'dispatch',
    'handle',
    'pass',
    'close',
    'rate',
  ]);
  expect(everybody.flatMap(({ problems }) => problems)).toEqual([]);
});

async function reports(resident: Person): Promise<string> {
  await resident.open('/home');
  await resident.button('上报问题').click();
  await resident.addPhotos(0, 200);
  await resident.named('next').click();
  await resident.fill('找地点', '紫金园');
  await resident.button(/^紫金园 小区/).click();
  await resident.sees(/紫金社区/);
  await resident.named('next').click();
  await resident.fill('看到了什么？', '紫金园东门口垃圾桶满了两天没人收，味道很大');
  await resident.sees('可能是');
  await resident.button(/垃圾/).click();
  await resident.named('next').click();
  await resident.named('send').click();
  await resident.page.waitForURL(/\/case\?id=/);
  await resident.sees('已经收到，等指挥中心受理');
  return new URL(resident.page.url()).searchParams.get('id') ?? '';
}

async function accepts(dispatcher: Person, id: string): Promise<void> {
  await dispatcher.open('/desk/queue');
  await dispatcher.page.locator(`#row-${id}`).click();
  await dispatcher.named('submit-accept').click();
  await dispatcher.sees('已受理');
  await dispatcher.sees('接下来请您立案');
  await dispatcher.page.locator('.actions input[type=radio]').first().check({ force: true });
  await dispatcher.named('submit-file').click();
  await dispatcher.sees('已立案');
}

async function dispatches(dispatcher: Person, unit: string, id?: string): Promise<void> {
  if (id) await dispatcher.open(`/desk/case?id=${id}`);
  await pickIn(dispatcher.named('organisation'), unit);
  await dispatcher.named('submit-dispatch').click();
  await dispatcher.sees('已派遣');
}

async function returns(officer: Person, id: string): Promise<void> {
  await officer.open(`/case?id=${id}`);
  await officer.named('return').click();
  await officer.choose('不属于本单位职责');
  await officer.fill('说明', '垃圾桶归环卫处收运');
  await officer.named('give').click();
  await officer.sees('已经立案，正在派给处置单位');
}

async function handles(officer: Person, id: string, shade: number): Promise<void> {
  await officer.open(`/case?id=${id}&do=handle`);
  await officer.addPhotos(shade);
  await officer.fill('做了什么', '已清运，地面冲洗过');
  await officer.named('give').click();
  await officer.sees('等人到现场核查');
}

async function fails(worker: Person, id: string): Promise<void> {
  await worker.open(`/case?id=${id}&do=fail`);
  await worker.choose('没有处理干净或没有修好');
  await worker.addPhotos(120);
  await worker.named('give').click();
  await worker.sees('返工 1 次');
}

async function passes(worker: Person, id: string): Promise<void> {
  await worker.open(`/case?id=${id}&do=pass`);
  await worker.addPhotos(150);
  await worker.choose('达到了结案标准');
  await worker.named('give').click();
  await worker.sees('现场核查通过，等结案');
}

async function closes(dispatcher: Person, id: string): Promise<void> {
  await dispatcher.open(`/desk/case?id=${id}`);
  await dispatcher.named('submit-close').click();
  await dispatcher.page.getByRole('dialog').getByRole('button', { name: '结案' }).click();
  await dispatcher.sees('已结案');
}
