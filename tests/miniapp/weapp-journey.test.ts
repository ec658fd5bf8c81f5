import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AccountModel } from '../../api/src/modules/identity/account.model';
import { hashPassword } from '../../api/src/modules/identity/passwords';
import { caseAt, openWorld, picture, stored, type World, west } from '../api/issues/world';
import { WechatPhone } from '../support/wechat/phone';
import { startWechatSimulator, type WechatSimulator } from '../support/wechat-simulator';

const output = join(__dirname, '../../miniapp/dist/weapp');
const keys = { WECHAT_APP_ID: 'wx0123456789abcdef', WECHAT_APP_SECRET: 'a-simulated-secret' };
const there = { longitude: west[0], latitude: west[1] };

let wechat: WechatSimulator;
let world: World;
let phone: WechatPhone;

beforeAll(async () => {
  wechat = await startWechatSimulator(keys.WECHAT_APP_ID, keys.WECHAT_APP_SECRET);
  world = await openWorld({
    ...keys,
    DEMO: '0',
    SECRET_KEY: 'k'.repeat(40),
    WECHAT_API_BASE: wechat.base,
  });
}, 60_000);
afterAll(async () => {
  await world?.close();
  await wechat?.stop();
});
beforeEach(() => {
  phone = aPhone('openid-resident');
});
afterEach(() => {
  const { problems } = phone;
  phone.kill();
  expect(problems).toEqual([]);
});

/** A phone of somebody WeChat knows by this openid, the app just opened. */
function aPhone(openid: string, location: typeof there | null = there): WechatPhone {
  const made = new WechatPhone({ api: world.url, ...(location ? { location } : {}) });
  made.device.loginCode = () => wechat.code(openid);
  made.launch();
  return made;
}

const pick = async (...points: (typeof west | undefined)[]) =>
  phone.device.picks.push(
    await Promise.all(points.map(async (point) => ({ bytes: await picture(point ? { point } : {}) }))),
  );
const arrived = (method: string, path: string | RegExp, many = 1) =>
  phone.until(
    () => phone.requests(method, path).length >= many,
    () => `${method} ${path} did not reach the API ${many} times`,
  );

async function toSignIn(): Promise<void> {
  await phone.tap('我的');
  await phone.tap('去登录');
  await phone.tap(/^我已阅读并同意/);
}

async function signIn(): Promise<void> {
  await toSignIn();
  await phone.tap('微信登录');
  await phone.isAt('pages/me/index');
  await phone.says('退出登录');
}

async function startReport(): Promise<void> {
  await signIn();
  await phone.tap('上报问题');
  await phone.says('第 1 步，共 4 步');
}

async function sendReport(): Promise<string> {
  await phone.tap('发送');
  await phone.isAt('pages/resident/case/index');
  await phone.says('已经收到，等指挥中心受理');
  return String(phone.query.id);
}

describe('signing in from WeChat', () => {
  it('sends the code of wx.login and makes the account of that openid', async () => {
    await signIn();
    const [sent] = phone.requests('POST', '/sign-in/wechat');
    expect(sent).toMatchObject({ status: 200, body: { code: expect.stringMatching(/^code-/) } });
    expect(await AccountModel.countDocuments({ openid: 'openid-resident' })).toBe(1);
    expect(phone.storage.read('gz:session')).not.toBeNull();
  });

  it('asks for consent before anything is sent', async () => {
    await phone.tap('我的');
    await phone.tap('去登录');
    await phone.tap('微信登录');
    await phone.says('请先阅读');
    expect(phone.requests('POST', /sign-in/)).toEqual([]);
  });

  it('says in words that WeChat refused the code', async () => {
    phone.device.loginCode = () => 'never-made';
    await toSignIn();
    await phone.tap('微信登录');
    await phone.says(/微信登录没有成功|请再试/);
    expect(phone.requests('POST', '/sign-in/wechat')[0]?.status).toBe(401);
    expect(phone.storage.read('gz:session')).toBeNull();
  });

  it('is remembered by a phone that killed the app', async () => {
    await signIn();
    phone.kill();
    phone.launch();
    await phone.tap('我的');
    await phone.says('退出登录');
    expect(phone.requests('POST', '/sign-in/wechat')).toHaveLength(1);
  });
});

describe('home', () => {
  it('asks for what is near the place of the phone', async () => {
    const askedFor = () =>
      phone.requests('GET', '/issues/nearby').map(({ query }) => `${query.lng},${query.lat}`);
    await phone.until(
      () => askedFor().includes(west.join()),
      () => `asked for ${askedFor()}`,
    );
    await phone.says('身边 0 件');
    await phone.until(
      () => phone.device.title === '地district共治',
      () => `the title is ${phone.device.title}`,
    );
  });

  it('opens the case of a marker', async () => {
    const id = await caseAt(world, 'reported');
    phone.kill();
    phone.launch();
    await phone.says('身边 1 件');
    const map = await phone.map();
    expect(map.markers).toMatchObject([{ title: '待受理：一件上报（大概位置）', alpha: 0.7 }]);
    expect(existsSync(join(output, map.markers[0]?.iconPath ?? ''))).toBe(true);
    map.tapMarker(0);
    await phone.isAt('pages/resident/case/index');
    expect(phone.query).toEqual({ id });
    await world.clear();
  });
});

describe('a report', () => {
  it('goes from two pictures to the case page, and is stored as it was tapped', async () => {
    await startReport();
    await pick(undefined, undefined);
    await phone.tap('拍照，或从相册选');
    await arrived('POST', '/files', 2);
    await phone.tap('下一步');
    await phone.says('按您现在的位置');
    await phone.type('再说具体一点（可不填）', '东门往北第二根电线杆旁');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '垃圾桶满了两天没人收，味道很大');
    await phone.says('可能是');
    await phone.tap(/^暴露垃圾/);
    await phone.says('换一种');
    await phone.tap('下一步');
    await phone.tap('处置单位可以看到我的姓名和电话');
    const id = await sendReport();

    const uploaded = phone.requests('POST', '/files').map(({ answer }) => (answer as { id: string }).id);
    expect(phone.requests('POST', '/issues')).toMatchObject([
      { status: 201, body: { source: 'miniapp', shareContact: true, place: { origin: 'gps' } } },
    ]);
    const account = await AccountModel.findOne({ openid: 'openid-resident' }).lean();
    const issue = await stored(id);
    expect(issue).toMatchObject({
      state: 'reported',
      text: '垃圾桶满了两天没人收，味道很大',
      matterCode: '06010',
      point: { coordinates: west },
      source: 'miniapp',
    });
    expect(issue.pictures.map(({ id: picture }) => String(picture))).toEqual(
      expect.arrayContaining(uploaded),
    );
    expect(issue.pictures).toHaveLength(2);
    expect(String(issue.reporterId)).toBe(String(account?._id));
    // A second report begins empty.
    expect(phone.storage.read('gz:report-draft')).toBeNull();
  });

  it('takes the place where a finger tapped the map, which WeChat tells in GCJ-02', async () => {
    await startReport();
    await phone.tap('先不拍，下一步');
    await phone.says('按您现在的位置');
    const map = await phone.map();
    // 119.5345, 31.7275 as WeChat's map calls it.
    map.tap({ longitude: 119.539541, latitude: 31.725441 });
    await phone.saysNoMore('按您现在的位置');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '路灯不亮');
    await phone.tap('下一步');
    const issue = await stored(await sendReport());
    expect(issue.point?.coordinates[0]).toBeCloseTo(119.5345, 4);
    expect(issue.point?.coordinates[1]).toBeCloseTo(31.7275, 4);
  });

  it('is a typed address in a community when the person does not give the place', async () => {
    phone.kill();
    phone = new WechatPhone({ api: world.url, location: there });
    phone.device.loginCode = () => wechat.code('openid-shy');
    phone.device.allowsLocation = false;
    phone.launch();
    await startReport();
    await phone.tap('先不拍，下一步');
    await phone.says('在地图上点一下，或搜索地点');
    await phone.tap('地图上说不清，改为写地址');
    await phone.tap(/^地westCommunity/);
    await phone.type('地址', '西街 5 号楼下');
    await phone.tap('下一步');
    await phone.tap('有建议要说');
    await phone.type('您的建议', '这里晚上太暗，能不能加两盏灯');
    await phone.tap('下一步');
    const issue = await stored(await sendReport());
    expect(issue).toMatchObject({ kind: 'suggestion', address: expect.stringContaining('西街 5 号楼下') });
    expect(phone.requests('POST', '/issues')[0]?.body).toMatchObject({
      place: { communityId: String(world.placeIds.westCommunity), address: '西街 5 号楼下' },
    });
  });

  it('keeps a picture whose upload broke off, and sends it again at a tap', async () => {
    await startReport();
    await pick(undefined);
    void phone.network.cut('POST', '/files', 'unsent');
    await phone.tap('拍照，或从相册选');
    await phone.says('网络好像断了');
    await phone.tap(/再试一次$/);
    await arrived('POST', '/files');
    await phone.saysNoMore('网络好像断了');
    expect(phone.requests('POST', '/files')).toMatchObject([{ status: 201 }]);
  });

  it('renews a session that ran out while the pictures are sent', async () => {
    await startReport();
    world.setNow(new Date('2026-11-24T03:30:00Z'));
    await pick(undefined);
    await phone.tap('拍照，或从相册选');
    await arrived('POST', '/files', 2);
    expect(phone.requests('POST', '/files').map(({ status }) => status)).toEqual([401, 201]);
    expect(phone.requests('POST', '/session/refresh')).toHaveLength(1);
  });

  it('sends once what was sent before the app was killed', async () => {
    await startReport();
    await phone.tap('先不拍，下一步');
    await phone.says('按您现在的位置');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '井盖松动，车一过就响');
    await phone.tap('下一步');
    const killed = phone.network.cut('POST', '/issues', 'unanswered', 'kill');
    await phone.tap('发送');
    await killed;
    phone.launch();
    await phone.tap(/^等着的上报已经发出/);
    await phone.isAt('pages/resident/case/index');
    const { id } = phone.query;
    const answers = phone.requests('POST', '/issues').map(({ answer }) => answer);
    expect(answers).toMatchObject([{ issue: { id } }, { issue: { id } }]);
  });
});

describe('the privacy guide', () => {
  beforeEach(() => {
    phone.kill();
    phone = new WechatPhone({ api: world.url, location: there, newcomer: true });
    phone.device.loginCode = () => wechat.code('openid-newcomer');
    phone.launch();
  });

  it("is asked for in the app's own words, and the place is used once the person agreed", async () => {
    await phone.says('先看一下隐私说明');
    await phone.says('想用一下您现在的位置');
    await phone.tap('看《隐私保护指引》');
    expect(phone.privacy.read).toBe(1);
    expect(phone.requests('GET', '/issues/nearby').map(({ query }) => query.lng)).not.toContain(`${west[0]}`);
    await phone.tap('同意');
    await phone.saysNoMore('先看一下隐私说明');
    await phone.until(
      () => phone.requests('GET', '/issues/nearby').some(({ query }) => query.lng === `${west[0]}`),
      () => 'the place was not used',
    );
    expect(phone.privacy).toMatchObject({ agreed: true, askedByWechat: 0 });
  });

  it('may be refused: a report goes out with a typed address and no pictures, and nobody asks again unbidden', async () => {
    await phone.tap('不同意');
    await startReport();
    expect(phone.words()).not.toContain('先看一下隐私说明');
    await phone.tap('先不拍，下一步');
    await phone.says('在地图上点一下，或搜索地点');
    await phone.tap('地图上说不清，改为写地址');
    await phone.tap(/^地westCommunity/);
    await phone.type('地址', '西街 7 号楼下');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '楼道灯坏了');
    await phone.tap('下一步');
    expect((await stored(await sendReport())).text).toBe('楼道灯坏了');
    expect(phone.privacy.agreed).toBe(false);
  });

  it('is asked for again when somebody wants to take a picture after all', async () => {
    await phone.tap('不同意');
    await startReport();
    await pick(undefined);
    await phone.tap('拍照，或从相册选');
    await phone.says('想用您拍的、选的照片');
    await phone.tap('不同意');
    await phone.until(
      () => phone.device.toasts.some((words) => words.includes('可以不传')),
      () => `toasts: ${phone.device.toasts}`,
    );
    expect(phone.requests('POST', '/files')).toEqual([]);
    await phone.tap('拍照，或从相册选');
    await phone.tap('同意');
    await arrived('POST', '/files');
  });
});

describe('a case page', () => {
  it('tells the story, shows the pictures from the API, and withdraws', async () => {
    await startReport();
    await pick(undefined);
    await phone.tap('拍照，或从相册选');
    await arrived('POST', '/files');
    await phone.tap('下一步');
    await phone.says('按您现在的位置');
    await phone.tap('下一步');
    await phone.tap('下一步');
    const id = await sendReport();
    await phone.says('经过');
    const [shown] = phone.pictures();
    expect(shown).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/v1\/files\//);
    const { pathname, search } = new URL(shown as string);
    expect((await fetch(`${world.url}${pathname}${search}`)).headers.get('content-type')).toMatch(/^image\//);
    await phone.tap('撤回上报');
    await phone.says('撤回以后就不再办理');
    await phone.tap('撤回');
    await phone.saysNoMore('撤回上报');
    expect(phone.requests('POST', `/issues/${id}/withdraw`)).toMatchObject([{ status: 200 }]);
    expect((await stored(id)).state).toBe('withdrawn');
  });
});

describe('an officer', () => {
  it('signs in by name and password and proves the work with a picture', async () => {
    const id = await caseAt(world, 'dispatched');
    await AccountModel.updateOne(
      { _id: world.personIds.officer },
      { $set: { loginName: 'liu', passwordHash: await hashPassword('guan-li-2026') } },
    );
    await phone.tap('我的');
    await phone.tap('去登录');
    await phone.type('登录名', 'liu');
    await phone.type('密码', 'guan-li-2026');
    await phone.tap('登录');
    await phone.isAt('pages/me/index');
    await phone.tap(/^工作台/);
    await phone.tap('拍照办结');
    await phone.says('拍一张处理后的照片');
    await pick(undefined);
    await phone.tap('拍处理后的样子');
    await arrived('POST', '/files');
    await phone.type('做了什么', '已清运垃圾，地面冲洗过');
    await phone.tap('提交');
    await phone.says('说处理好了，等人到现场核查');
    const [{ id: pictureId }] = phone.requests('POST', '/files').map(({ answer }) => answer) as [
      { id: string },
    ];
    expect(phone.requests('POST', `/issues/${id}/handle`)).toMatchObject([
      { status: 200, body: { words: '已清运垃圾，地面冲洗过', pictureIds: [pictureId] } },
    ]);
    const issue = await stored(id);
    expect(issue.state).toBe('handled');
    expect(issue.timeline.at(-1)?.pictures.map(({ id: picture }) => String(picture))).toEqual([pictureId]);
  });
});
