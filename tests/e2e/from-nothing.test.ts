import { setTimeout as pause } from 'node:timers/promises';
import type { PlaceFeature } from '@gongzhi/shared/places/schema';
import type { Browser } from 'playwright-core';
import { desk, openBrowser, phone } from '../support/browser';
import { Person, photo } from '../support/person';
import { type ServedApp, serveEmptyApp } from '../support/served-app';
import { box, feature } from '../support/small-district';
import { WechatPhone } from '../support/wechat/phone';
import { startWechatSimulator, type WechatSimulator } from '../support/wechat-simulator';
import { workbook } from '../support/workbook';

jest.setTimeout(240_000);

const keys = { WECHAT_APP_ID: 'wx0123456789abcdef', WECHAT_APP_SECRET: 'a-simulated-secret' };
const password = 'a-long-password';
const there = { longitude: 119.525, latitude: 31.7201 };
const problem = '垃圾桶满了两天没人收，味道很大';
const why = '按责任清单第 1 版：市容环境（青河区）自动派遣';

let wechat: WechatSimulator;
let app: ServedApp;
let browser: Browser;
beforeAll(async () => {
  wechat = await startWechatSimulator(keys.WECHAT_APP_ID, keys.WECHAT_APP_SECRET);
  [app, browser] = await Promise.all([
    serveEmptyApp({ ...keys, WECHAT_API_BASE: wechat.base, AUTO_DISPATCH: '1' }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await wechat?.stop();
});

const districtCode = '320499';
const areas: PlaceFeature[] = [
  feature('district', districtCode, '青河区', box(119.5, 31.7, 119.56, 31.76)),
  feature('town', `${districtCode}001`, '河东街道', box(119.5, 31.7, 119.56, 31.76)),
  feature('community', `${districtCode}001001`, '柳湾社区', box(119.51, 31.71, 119.55, 31.74)),
  feature('road', 'R-1', '青河路', {
    type: 'LineString',
    coordinates: [
      [119.515, 31.72],
      [119.545, 31.72],
    ],
  }),
];
const cellHeadings = ['编码', '名称', '范围'];
const wkt = (west: number, east: number) =>
  `POLYGON ((${west} 31.71, ${east} 31.71, ${east} 31.74, ${west} 31.74, ${west} 31.71))`;
const unitHeadings = ['编码', '名称', '简称', '类型', '上级编码', '业务条线', '电话', '地址'];
const units = [
  ['BUREAU', '青河区城市管理局', '区城管局', '主管部门', '', '', '0519-82800000', '青河路 1 号'],
  ['HW-01', '青河区环境卫生管理处', '环卫处', '处置单位', 'BUREAU', '环卫', '0519-82800001', ''],
  ['SZ-01', '青河区市政管理处', '市政处', '处置单位', 'BUREAU', '市政', '0519-82800002', ''],
];
const responsibilityHeadings = [
  '事项代码',
  '区域编码',
  '责任单位编码',
  '配合单位编码',
  '处置时限',
  '时限单位',
];
const peopleHeadings = ['登录名', '姓名'];

const sheet = async (name: string, headings: string[], rows: string[][]) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: await workbook(headings, rows),
});

test('an empty installation becomes a working district through its pages', async () => {
  const said = await app.command('admin', 'create', '--name', '邵守诚', '--login', 'shao');
  const link = /\/set-password\S+/.exec(said)?.[0] ?? '';
  const administrator = await arrives(desk);
  await administrator.setPassword(link, password);
  await signOutAndIn(administrator, 'shao');

  await bringsIn(administrator);
  // Until then there was no map to draw, and the browser may have said so.
  administrator.problems.length = 0;
  const links = await makesAccounts(administrator);
  await appoints(administrator);
  await writesManagementList(administrator);
  await writesResponsibilityList(administrator);
  await administrator.page.getByRole('tab', { name: '网格清单' }).click();
  await administrator.sees('柳湾第一网格');
  await administrator.sees(/网格员 崔紫薇/);

  const [dispatcher, officer, worker, chief] = await Promise.all([
    arrives(desk),
    arrives(phone),
    arrives(phone),
    arrives(phone),
  ]);
  await Promise.all([
    dispatcher.setPassword(links.gumy ?? '', password),
    officer.setPassword(links.maqy ?? '', password),
    worker.setPassword(links.cuizw ?? '', password),
    chief.setPassword(links.luocg ?? '', password),
  ]);

  const resident = new WechatPhone({ api: app.base, location: there });
  const id = await reports(resident);
  await acceptsAndFiles(dispatcher, id);
  const stored = await onceDispatched(id);
  expect(stored.assignedTo.name).toBe('环卫处');
  expect(stored.timeline.map(({ command }) => command)).toEqual(['report', 'accept', 'file', 'dispatch']);

  await dispatcher.open(`/desk/case?id=${id}`);
  await dispatcher.sees('环卫处');
  await dispatcher.sees(why);
  await officer.open('/work/tasks');
  await officer.text(problem).click();
  await officer.sees(why);
  await officer.sees('街巷长 罗长庚');
  for (const keeper of [worker, chief]) {
    await keeper.open('/work/tasks');
    await keeper.sees('都办完了');
    await keeper.choose('我管的全部');
    await keeper.sees(problem);
  }
  resident.open('pages/resident/case/index', { id });
  await resident.says('环卫处');

  expect(resident.problems).toEqual([]);
  resident.kill();
  const inBrowsers = [administrator, dispatcher, officer, worker, chief];
  expect(inBrowsers.flatMap(({ problems }) => problems)).toEqual([]);
});

const arrives = (size: typeof desk) => Person.arrives(browser, app.base, size);

async function signOutAndIn(person: Person, login: string): Promise<void> {
  await person.open('/desk');
  await person.page.waitForURL(/\/desk\/\w+/);
  // What the page asks for has come: nothing is refused for having been under way.
  await person.sees(/命令行任命/);
  await person.named('person').click();
  await person.button('退出登录').click();
  await person.page.waitForURL(/\/sign-in/);
  await person.fill('登录名', login);
  await person.fill('密码', password);
  await person.button('登录').click();
  await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

type SomeFile = Awaited<ReturnType<typeof sheet>>;

async function checks(person: Person, file: SomeFile, what: { target: string; kind?: string }) {
  await person.page.getByLabel('导入什么').selectOption(what.target);
  if (what.kind !== undefined) await person.page.getByLabel('哪一类地点').selectOption(what.kind);
  await person.page.locator('[data-name="import-file"]').setInputFiles(file);
  await person.sees(`${file.name}：检查完了`);
}

async function imports(...[person, file, what]: Parameters<typeof checks>): Promise<void> {
  await checks(person, file, what);
  await person.named('apply-import').click();
  await person.sees(`${file.name}：已导入`);
}

async function bringsIn(administrator: Person): Promise<void> {
  await administrator.open('/desk/places?tab=import');
  const geojson = {
    name: '区域.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: areas })),
  };
  await imports(administrator, geojson, { target: 'places', kind: '' });
  const cells = [
    [`${districtCode}001001001`, '柳湾第一网格', wkt(119.51, 119.53)],
    [`${districtCode}001001002`, '柳湾第二网格', wkt(119.53, 119.55)],
  ];
  const asCells = { target: 'places', kind: 'cell' };
  const elsewhere = [`${districtCode}009001001`, '柳湾第一网格', wkt(119.51, 119.53)];
  await checks(administrator, await sheet('错的.xlsx', cellHeadings, [elsewhere]), asCells);
  await administrator.sees('网格编码的前 12 位要与所在社区（村）的编码 320499001001 相同');
  await imports(administrator, await sheet('网格.xlsx', cellHeadings, cells), asCells);
  await imports(administrator, await sheet('单位.xlsx', unitHeadings, units), { target: 'organisations' });
  const people = [
    ['maqy', '马清扬'],
    ['cuizw', '崔紫薇'],
    ['luocg', '罗长庚'],
  ];
  await imports(administrator, await sheet('人员.xlsx', peopleHeadings, people), { target: 'people' });
}

/** One by hand, the others came from a sheet and get a link each. */
async function makesAccounts(administrator: Person): Promise<Record<string, string>> {
  await administrator.open('/desk/people?tab=accounts');
  await administrator.named('new-account').click();
  await administrator.fill('姓名', '顾明远');
  await administrator.fill(/^登录名/, 'gumy');
  await administrator.named('create-account').click();
  const links: Record<string, string> = { gumy: await administrator.takeLink() };
  for (const login of ['maqy', 'cuizw', 'luocg']) {
    await administrator.page
      .getByRole('listitem')
      .filter({ hasText: `${login} ·` })
      .getByRole('button', { name: '重发链接' })
      .click();
    await administrator.page.getByRole('dialog').getByRole('button', { name: '重发链接' }).click();
    links[login] = await administrator.takeLink();
  }
  return links;
}

const posts = [
  ['顾明远', 'dispatcher', '青河区'],
  ['马清扬', 'unit_officer', '环境卫生'],
  ['崔紫薇', 'grid_worker', '柳湾第一'],
  ['罗长庚', 'chief', '青河路'],
] as const;

async function appoints(administrator: Person): Promise<void> {
  await administrator.page.getByRole('tab', { name: '岗位', exact: true }).click();
  for (const [name, role, scope] of posts) {
    await administrator.named('new-post').click();
    await administrator.pick('谁', name);
    await administrator.page.getByLabel('岗位', { exact: true }).last().selectOption(role);
    await administrator.pick('负责哪里', scope);
    await administrator.named('appoint').click();
    await administrator.named('appoint').waitFor({ state: 'detached' });
    await administrator.sees(name);
  }
}

async function writesManagementList(administrator: Person): Promise<void> {
  await administrator.open('/desk/lists?tab=management');
  await administrator.named('start-draft').click();
  await administrator.named('new-standard').click();
  await administrator.fill('编号', 'QH-HW');
  await administrator.fill('名称', '道路保洁标准');
  await administrator.fill('正文', '主要道路全天保洁，垃圾落地不超过 15 分钟。');
  await administrator.fill('依据', '青河区城市管理局 2026 年 12 号文');
  await administrator.pick('适用于哪些事项', '暴露垃圾');
  await administrator.named('save-standard').click();
  await administrator.sees('QH-HW 道路保洁标准');
  await publishes(administrator);
}

async function publishes(administrator: Person): Promise<void> {
  await administrator.named('publish').click();
  await administrator.named('do-publish').waitFor();
  await administrator.named('do-publish').click();
  await administrator.page.getByRole('dialog').waitFor({ state: 'detached' });
  await administrator.page
    .getByText(/第 1 版（现行/)
    .first()
    .waitFor({ state: 'attached' });
}

/** Written in a spreadsheet, as most bureaus have it, and brought into the draft. */
async function writesResponsibilityList(administrator: Person): Promise<void> {
  await administrator.page.getByRole('tab', { name: '责任清单' }).click();
  await administrator.named('start-draft').click();
  await administrator.page.getByRole('link', { name: '从表格导入' }).click();
  const rows = [
    ['06', districtCode, 'HW-01', '', '', ''],
    ['06013', districtCode, 'SZ-01', 'HW-01', '1', '工作日'],
  ];
  const file = await sheet('责任清单.xlsx', responsibilityHeadings, rows);
  await imports(administrator, file, { target: 'responsibility' });
  await administrator.open('/desk/lists');
  await administrator.sees('道路破损');
  await publishes(administrator);
}

/** Somebody of the district: residents sign in with WeChat alone. */
async function reports(resident: WechatPhone): Promise<string> {
  resident.device.loginCode = () => wechat.code('openid-resident');
  resident.launch();
  await resident.tap('我的');
  await resident.tap('去登录');
  await resident.tap(/^我已阅读并同意/);
  await resident.tap('微信登录');
  await resident.says('退出登录');
  await resident.tap('上报问题');
  await resident.says('第 1 步，共 4 步');
  resident.device.picks.push([{ bytes: (await photo(40)).buffer }]);
  await resident.tap('拍照，或从相册选');
  await resident.until(
    () => resident.requests('POST', '/files').length === 1,
    () => 'the picture was not sent',
  );
  await resident.tap('下一步');
  await resident.says('按您现在的位置');
  await resident.tap('下一步');
  await resident.type('看到了什么？', problem);
  await resident.tap(/^暴露垃圾/);
  await resident.tap('下一步');
  await resident.tap('发送');
  await resident.isAt('pages/resident/case/index');
  await resident.says('已经收到，等指挥中心受理');
  return String(resident.query.id);
}

async function acceptsAndFiles(dispatcher: Person, id: string): Promise<void> {
  await dispatcher.open('/desk/queue');
  await dispatcher.page.locator(`#row-${id}`).click();
  await dispatcher.named('submit-accept').click();
  await dispatcher.named('submit-file').waitFor();
  await dispatcher.page.locator('.actions input[type=radio]').first().check({ force: true });
  await dispatcher.named('submit-file').click();
}

interface Stored {
  state: string;
  assignedTo: { name: string };
  timeline: { command: string }[];
}

/** The case as anybody reads it, when the program has done what follows from filing. */
async function onceDispatched(id: string): Promise<Stored> {
  for (let tries = 0; tries < 100; tries++) {
    const stored: Stored = await (await fetch(`${app.base}/api/v1/issues/${id}`)).json();
    if (stored.state === 'dispatched') return stored;
    await pause(200);
  }
  throw new Error('the case was not dispatched by itself');
}
