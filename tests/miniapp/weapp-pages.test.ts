import { ComplaintModel } from '../../api/src/modules/complaints/complaint.model';
import { AccountModel } from '../../api/src/modules/identity/account.model';
import { PlaceModel } from '../../api/src/modules/places/place.model';
import { PostModel } from '../../api/src/modules/posts/post.model';
import {
  aReport,
  caseAt,
  newKey,
  openWorld,
  type Person,
  picture,
  stored,
  type World,
  west,
} from '../api/issues/world';
import { WechatPhone } from '../support/wechat/phone';
import { startWechatSimulator, type WechatSimulator } from '../support/wechat-simulator';

const keys = { WECHAT_APP_ID: 'wx0123456789abcdef', WECHAT_APP_SECRET: 'a-simulated-secret' };

let wechat: WechatSimulator;
let world: World;
let phone: WechatPhone;
let people = 0;

beforeAll(async () => {
  wechat = await startWechatSimulator(keys.WECHAT_APP_ID, keys.WECHAT_APP_SECRET);
  world = await openWorld({ ...keys, DEMO: '0', SECRET_KEY: 'k'.repeat(40), WECHAT_API_BASE: wechat.base });
}, 60_000);
afterAll(async () => {
  await world?.close();
  await wechat?.stop();
});
beforeEach(() => world.clear());
afterEach(() => {
  const { problems } = phone;
  phone.kill();
  expect(problems).toEqual([]);
});

/** The app just opened by somebody who has a post in this district, or by a new resident. */
async function opens(who?: Person): Promise<void> {
  const openid = `openid-pages-${++people}`;
  if (who) await AccountModel.updateOne({ _id: world.personIds[who] }, { $set: { openid } });
  phone = new WechatPhone({ api: world.url, location: { longitude: west[0], latitude: west[1] } });
  phone.device.loginCode = () => wechat.code(openid);
  phone.launch();
}

async function signsIn(who?: Person): Promise<void> {
  await opens(who);
  await phone.tap('我的');
  await phone.tap('去登录');
  await phone.tap('我已阅读并同意《隐私说明》和《用户须知》');
  await phone.tap('微信登录');
  await phone.isAt('pages/me/index');
  await phone.says('退出登录');
}

/** Something that stands in the cell of the west. */
async function stands(kind: string, name: string, fields: object, [lng, lat] = west): Promise<string> {
  const geometry = { type: 'Point', coordinates: [lng, lat] };
  const body = { kind, code: `P-${++people}`, name, geometry, fields, key: newKey() };
  const made = await world.call('administrator', 'POST', '/places', body);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

const sent = (method: string, path: string | RegExp) => phone.requests(method, path);

describe('the work list', () => {
  it('gives way to a swipe to the left, and closes to one to the right', async () => {
    const id = await caseAt(world, 'dispatched');
    await signsIn('officer');
    phone.open('pages/work/tasks/index');
    await phone.says('路边有一堆垃圾');
    const shortcuts = () => phone.words().split('拍照办结').length - 1;
    const before = shortcuts();
    await phone.swipe(/路边有一堆垃圾/, -30);
    expect(shortcuts()).toBe(before);
    await phone.swipe(/路边有一堆垃圾/, -120);
    await phone.until(
      () => shortcuts() === before + 1,
      () => 'the swipe uncovers nothing',
    );
    await phone.swipe(/路边有一堆垃圾/, 120);
    await phone.until(
      () => shortcuts() === before,
      () => 'the row does not close',
    );
    await phone.swipe(/路边有一堆垃圾/, -120);
    await phone.tap('拍照办结');
    await phone.isAt('pages/resident/case/index');
    expect(phone.query).toEqual({ id, do: 'handle' });
  });

  it('pulled down asks again, and shows what came meanwhile', async () => {
    await signsIn('officer');
    phone.open('pages/work/tasks/index');
    await phone.says('都办完了');
    const asked = sent('GET', '/issues').length;
    await caseAt(world, 'dispatched');
    await phone.pullDown();
    await phone.says('路边有一堆垃圾');
    expect(sent('GET', '/issues').length).toBe(asked + 1);
    expect(sent('GET', '/issues').at(-1)?.query).toMatchObject({ view: 'work', order: 'due' });
  });
});

describe('a list longer than a page', () => {
  it('goes on at its end, with each case once', async () => {
    await signsIn();
    for (let i = 0; i < 23; i++) {
      const session = JSON.parse(String(phone.storage.read('gz:session')));
      const answer = await fetch(`${world.url}/api/v1/issues`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${session.accessToken}` },
        body: JSON.stringify(aReport({ text: `第${String(i).padStart(2, '0')}件` })),
      });
      expect(answer.status).toBe(201);
    }
    await phone.tap('我的案件');
    await phone.says('第22件');
    expect(phone.words()).not.toContain('第00件');
    await phone.tap('再看一些');
    await phone.says('第00件');
    await phone.saysNoMore('再看一些');
    const told = phone.words().match(/第\d\d件/g) ?? [];
    expect(new Set(told).size).toBe(23);
    expect(told).toHaveLength(23);
    const [first, second] = sent('GET', '/issues').filter(({ query }) => query.view === 'mine');
    expect(first?.query.cursor).toBeUndefined();
    const { next } = (first?.answer ?? {}) as { next?: string };
    expect(second?.query.cursor).toBe(next);
  });
});

describe('my data', () => {
  it('goes as a file to a chat of my own, and leaves the phone when I sign out', async () => {
    await signsIn();
    await phone.tap('我的信息');
    await phone.tap('拿一份副本');
    await phone.says('已经发出。发给“文件传输助手”，就能在电脑上打开');
    expect(sent('GET', '/me/copy')).toMatchObject([{ status: 200 }]);
    const [file] = phone.device.shared;
    expect(file?.name).toBe('我的信息.json');
    const session = JSON.parse(String(phone.storage.read('gz:session')));
    expect(JSON.parse(String(file?.text))).toHaveProperty('账号');
    expect(file?.text).toContain(session.accountId);
    phone.back();
    await phone.tap('退出登录');
    await phone.tap('退出');
    await phone.says('还没有登录');
    await phone.until(
      () => phone.files.kept.length === 0,
      () => `still there: ${phone.files.kept}`,
    );
  });

  it('is on the clipboard where files cannot be sent, and nowhere when the person turns back', async () => {
    await signsIn();
    await phone.tap('我的信息');
    phone.device.sharing = 'cancelled';
    await phone.tap('拿一份副本');
    await phone.says('没有发送');
    expect(phone.device.clipboard).toBe('');
    phone.device.sharing = 'impossible';
    await phone.tap('拿一份副本');
    await phone.says('已经复制，可以粘贴到别处保存');
    expect(JSON.parse(phone.device.clipboard)).toHaveProperty('账号');
    expect(phone.device.shared).toEqual([]);
  });

  it('is erased after two questions: the account, the session, and what lay on the phone', async () => {
    await signsIn();
    const { accountId } = JSON.parse(String(phone.storage.read('gz:session')));
    await phone.tap('上报问题');
    phone.network.goOffline();
    phone.device.picks.push([{ bytes: await picture({}) }]);
    await phone.tap(/^拍照，或从相册选/);
    await phone.says('等网络');
    expect(phone.files.kept).toHaveLength(1);
    phone.network.goOnline();
    phone.open('pages/resident/my-data/index');
    await phone.tap('拿一份副本');
    await phone.says('已经发出');
    await phone.tap(/^注销账号/);
    await phone.type('请写“注销账号”四个字', '注销账号');
    await phone.tap('注销账号');
    await phone.says('真的要注销吗？');
    expect(sent('POST', '/me/erase')).toEqual([]);
    await phone.tap('注销，不能恢复');
    await phone.isAt('pages/home/index');
    expect(sent('POST', '/me/erase')).toMatchObject([
      { status: 204, body: { confirm: '注销账号', code: expect.stringMatching(/^code-/) } },
    ]);
    const account = await AccountModel.findById(accountId).lean();
    expect(account).not.toHaveProperty('openid');
    expect(account?.disabledAt).toBeInstanceOf(Date);
    await phone.until(
      () => phone.files.kept.length === 0 && phone.storage.keys.every((key) => !/session|draft/.test(key)),
      () => `still there: ${[...phone.files.kept, ...phone.storage.keys]}`,
    );
  });
});

describe('a chief', () => {
  it('puts right what stands in the street, with a picture, under their own name', async () => {
    const id = await stands('toilet', '西街公厕', { stars: 3, inUse: '正常开放', openHours: '00:00-24:00' });
    await signsIn('chief');
    await phone.tap('首页');
    await phone.tap('我的街巷');
    await phone.isAt('pages/work/street/index');
    await phone.tap(/^西街公厕/);
    await phone.isAt('pages/public/place/index');
    await phone.tap('改正');
    await phone.says('改正：西街公厕');
    await phone.tap('维修改造');
    await phone.type('说明（可以不填）', '门口围挡了');
    phone.device.picks.push([{ bytes: await picture({}) }]);
    await phone.tap(/^补拍照片/);
    await phone.tap('保存');
    await phone.saysNoMore('改正：西街公厕');
    await phone.says('维修改造');
    const [{ id: pictureId }] = sent('POST', '/files').map(({ answer }) => answer) as [{ id: string }];
    expect(sent('POST', `/places/${id}/change`)).toMatchObject([
      { status: 200, body: { fields: { inUse: '维修改造' }, pictureIds: [pictureId], why: '门口围挡了' } },
    ]);
    expect(await PlaceModel.findById(id).lean()).toMatchObject({ fields: { inUse: '维修改造', stars: 3 } });
    const { body: history } = await world.call('administrator', 'GET', `/places/${id}/history`);
    expect(history.items[0]).toMatchObject({ how: 'corrected', by: '名chief', why: '门口围挡了' });
  });
});

describe('what is open to anybody', () => {
  it('finds the nearest open toilets, on the map and in a list, and shows one', async () => {
    await stands('toilet', '近的公厕', { stars: 3, inUse: '正常开放', openHours: '00:00-24:00' });
    const far = await stands(
      'toilet',
      '远的公厕',
      { stars: 3, inUse: '正常开放', openHours: '00:00-24:00' },
      [119.53, 31.738],
    );
    await stands('toilet', '关着的公厕', { stars: 3, inUse: '临时关闭', openHours: '00:00-24:00' });
    await opens();
    await phone.tap('我的');
    await phone.tap('找公厕');
    await phone.says('离您最近');
    const words = phone.words();
    expect(words).toMatch(/近的公厕.*远的公厕/s);
    expect(words).not.toContain('关着的公厕');
    expect(sent('GET', '/places/near').at(-1)?.query).toMatchObject({
      lng: `${west[0]}`,
      kind: 'toilet',
      open: 'true',
    });
    const map = await phone.map();
    const at = map.markers.find(({ title }) => title === '远的公厕');
    expect(at).toBeDefined();
    map.tapMarker(Number(at?.id));
    await phone.isAt('pages/public/place/index');
    expect(phone.query).toEqual({ id: far });
    await phone.says('正常开放');
    expect(phone.device.title).toContain('远的公厕');
    expect(phone.words()).not.toContain('改正');
  });

  it('says who answers where a case is, and leads to the card of the chief and a report', async () => {
    const post = await PostModel.findOne({ accountId: world.personIds.chief }).lean();
    const card = { published: true, intro: '每天早上走一遍', photoId: null, publicPhone: '0519-00000002' };
    expect((await world.call('bureau', 'PUT', `/posts/${post?._id}/card`, card)).status).toBe(200);
    const id = await caseAt(world, 'dispatched');
    await opens();
    phone.open('pages/resident/case/index', { id });
    await phone.says('谁管这里');
    await phone.tap('各类问题由哪个单位办');
    await phone.says('sanitation');
    await phone.tap(/名chief/);
    await phone.isAt('pages/public/chief/index');
    expect(phone.query).toEqual({ id: String(post?._id) });
    await phone.says('每天早上走一遍');
    await phone.tap('打电话 0519-00000002');
    expect(phone.device.called).toEqual(['0519-00000002']);
    await phone.tap(/^上报给/);
    await phone.isAt('pages/resident/report/index');
    expect(sent('GET', `/who-answers/cards/${post?._id}`)).toMatchObject([{ status: 200 }]);
  });

  it('takes a complaint about a case once somebody signed in', async () => {
    const id = await caseAt(world, 'dispatched');
    await signsIn();
    phone.open('pages/resident/case/index', { id });
    await phone.tap('投诉这条内容');
    await phone.isAt('pages/resident/complain/index');
    await phone.tap('侵犯隐私');
    await phone.type('请说具体些', '照片里有我家的门牌');
    await phone.tap('提交');
    await phone.isAt('pages/resident/complaints/index');
    await phone.says('照片里有我家的门牌');
    const { accountId } = JSON.parse(String(phone.storage.read('gz:session')));
    const { number } = await stored(id);
    expect(sent('POST', '/complaints')).toMatchObject([{ status: 201, body: { issueId: id } }]);
    expect(await ComplaintModel.find({ accountId }).lean()).toMatchObject([
      { reason: 'privacy', words: '照片里有我家的门牌', issue: { number }, state: 'open', answer: null },
    ]);
  });
});
