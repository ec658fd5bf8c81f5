import { AccountModel } from '../../api/src/modules/identity/account.model';
import { IssueModel, type IssueRecord } from '../../api/src/modules/issues/issue.model';
import { caseAt, openWorld, picture, stored, type World, west } from '../api/issues/world';
import { WechatPhone } from '../support/wechat/phone';
import { startWechatSimulator, type WechatSimulator } from '../support/wechat-simulator';

const keys = { WECHAT_APP_ID: 'wx0123456789abcdef', WECHAT_APP_SECRET: 'a-simulated-secret' };

let wechat: WechatSimulator;
let world: World;
let phone: WechatPhone;
let openid: string;
let people = 0;

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
beforeEach(async () => {
  openid = `openid-drafts-${++people}`;
  phone = new WechatPhone({ api: world.url, location: { longitude: west[0], latitude: west[1] } });
  phone.device.loginCode = () => wechat.code(openid);
  phone.launch();
});
afterEach(() => {
  const { problems } = phone;
  phone.kill();
  expect(problems).toEqual([]);
});

async function signIn(): Promise<void> {
  await phone.tap('我的');
  await phone.tap('去登录');
  await phone.tap('我已阅读并同意《隐私说明》和《用户须知》');
  await phone.tap('微信登录');
  await phone.isAt('pages/me/index');
  await phone.says('退出登录');
}

async function choosesPicture(): Promise<void> {
  phone.device.picks.push([{ bytes: await picture({}) }]);
  const before = phone.pictures().length;
  await phone.tap(/^(拍照，或从相册选 最多 9 张|再加一张)$/);
  await phone.until(
    () => phone.pictures().length > before,
    () => 'the picture does not show',
  );
}

/** Two pictures, the first of them sent at once, the rest written without a network. */
async function writesOffline(words: string): Promise<void> {
  await phone.tap('上报问题');
  await phone.says('第 1 步，共 4 步');
  await choosesPicture();
  await phone.until(
    () => phone.requests('POST', '/files').length === 1,
    () => 'the first picture was not sent',
  );
  phone.network.goOffline();
  await choosesPicture();
  await phone.says('等网络');
  await phone.tap('下一步');
  await phone.says('没有网络，看不到地名');
  await phone.tap('下一步');
  await phone.type('看到了什么？', words);
  await phone.tap('下一步');
  await phone.says('现在没有网络。先存在手机里');
  await phone.tap('先存好，联网后发送');
  await phone.isAt('pages/resident/drafts/index');
  await phone.says('没有网络，已存好，联网后自动发送');
}

const draftsKept = () => phone.storage.keys.filter((key) => key.startsWith('gz:draft:'));
const casesSaying = (text: string) => IssueModel.find({ text }).lean<IssueRecord[]>().exec();

async function becomesOneCase(words: string): Promise<void> {
  await phone.until(
    () => draftsKept().length === 0 && phone.files.kept.length === 0,
    () => 'the draft and its pictures are still there',
  );
  const cases = await casesSaying(words);
  expect(cases.map(({ pictures }) => pictures.length)).toEqual([2]);
}

describe('a report in WeChat', () => {
  beforeEach(signIn);

  it('keeps its pictures beside the temporary ones, and is gone on with after a kill', async () => {
    await phone.tap('上报问题');
    void phone.network.cut('POST', '/files', 'unsent', 'kill');
    phone.device.picks.push([{ bytes: await picture({}) }]);
    await phone.tap('拍照，或从相册选 最多 9 张');
    await phone.until(
      () => !phone.running,
      () => 'the app still runs',
    );
    expect(phone.files.kept).toHaveLength(1);
    phone.launch();
    await phone.tap('上报问题');
    await phone.says('继续上次的，还是新写一件？');
    await phone.tap('继续上次的');
    await phone.until(
      () => phone.pictures().some((address) => address.startsWith('wxfile://usr/draft-')),
      () => 'the kept picture does not show',
    );
    await choosesPicture();
    await phone.tap('下一步');
    await phone.says('按您现在的位置');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '写到一半手机没电');
    phone.kill();
    phone.launch('pages/resident/report/index');
    await phone.tap('继续上次的');
    await phone.tap('下一步');
    await phone.tap('发送');
    await phone.isAt('pages/resident/case/index');
    await becomesOneCase('写到一半手机没电');
  });

  const moments: [moment: string, path: string, when: 'unsent' | 'unanswered'][] = [
    ['between the pictures', '/files', 'unsent'],
    ['after a picture arrived and nobody heard', '/files', 'unanswered'],
    ['after the pictures, before the report', '/issues', 'unsent'],
    ['after the server made the case, before its answer', '/issues', 'unanswered'],
  ];
  it.each(moments)('killed %s, becomes one case with all pictures', async (moment, path, when) => {
    await writesOffline(moment);
    const killed = phone.network.cut('POST', path, when, 'kill');
    phone.network.goOnline();
    await killed;
    expect(phone.running).toBe(false);
    phone.launch();
    await becomesOneCase(moment);
    await phone.says('等着的上报已经发出');
    await phone.tap(/^等着的上报已经发出/);
    await phone.says('已经收到，等指挥中心受理');
  });

  it('is tried again when the app comes to the front', async () => {
    await writesOffline('切到前台再发');
    const failed = phone.network.cut('POST', '/files', 'unsent');
    phone.network.goOnline();
    await failed;
    await phone.says('没有网络，已存好，联网后自动发送');
    phone.leave();
    phone.comeBack();
    await becomesOneCase('切到前台再发');
  });

  it('waits for its writer when the session has ended', async () => {
    await writesOffline('登录过期');
    const session = JSON.parse(String(phone.storage.read('gz:session')));
    phone.kill();
    phone.storage.set(
      'gz:session',
      JSON.stringify({ ...session, accessToken: 'x', refreshToken: 'y'.repeat(30) }),
    );
    phone.network.goOnline();
    phone.launch('pages/resident/drafts/index');
    await phone.says('已存好，登录后自动发送');
    expect(await casesSaying('登录过期')).toEqual([]);
    await phone.tap('去登录');
    await phone.tap('我已阅读并同意《隐私说明》和《用户须知》');
    await phone.tap('微信登录');
    await becomesOneCase('登录过期');
  });

  it('says so when the phone has no room for its words, and can still be sent', async () => {
    await phone.tap('上报问题');
    await phone.tap('先不拍，下一步');
    await phone.says('按您现在的位置');
    await phone.tap('下一步');
    const room = 10 * 1024 * 1024 - phone.storage.bytes - 400;
    for (let i = 0, left = room; left > 0; i++, left -= 1_000_000) {
      phone.storage.set(`x${i}`, 'x'.repeat(Math.max(1, Math.min(left, 1_000_000) - 5)));
    }
    await phone.type('看到了什么？', '手机满了');
    await phone.says('手机空间不够，写的内容没有存下');
    await phone.tap('下一步');
    await phone.tap('发送');
    await phone.isAt('pages/resident/case/index');
    expect(await casesSaying('手机满了')).toHaveLength(1);
  });
});

describe('the proof of a handling officer in WeChat', () => {
  it('survives a kill, is not sent by itself, and is given from the drafts', async () => {
    const id = await caseAt(world, 'dispatched');
    await AccountModel.updateOne({ _id: world.personIds.officer }, { $set: { openid } });
    await signIn();
    phone.open('pages/resident/case/index', { id, do: 'handle' });
    await phone.says('拍一张处理后的照片');
    await phone.type('做了什么', '垃圾清走了');
    phone.network.goOffline();
    phone.device.picks.push([{ bytes: await picture({}) }]);
    await phone.tap('拍处理后的样子');
    await phone.says('没有网络。写的和拍的已存在这台设备上');
    await phone.says('等网络');
    phone.kill();
    phone.network.goOnline();
    phone.launch();
    await phone.tap('我的');
    await phone.tap(/^草稿箱/);
    await phone.says('改过，没有提交');
    expect((await stored(id)).state).toBe('dispatched');
    await phone.tap('打开案件提交');
    await phone.tap('提交');
    await phone.says('等人到现场核查');
    const issue = await stored(id);
    expect(issue.timeline.at(-1)).toMatchObject({ command: 'handle', words: '垃圾清走了' });
    expect(issue.afterPictures).toHaveLength(1);
    expect(phone.files.kept).toEqual([]);
  });
});
