import { join } from 'node:path';
import { type ServedApp, serveApp } from '../support/served-app';
import { WechatHost } from '../support/wechat-host';

/** The built mini-app against the built program, where WeChat would run it. */
describe('the mini-app in WeChat', () => {
  let served: ServedApp;
  let host: WechatHost;

  beforeAll(async () => {
    served = await serveApp();
    host = new WechatHost(join(__dirname, '../../miniapp/dist/weapp'), served.base, {
      longitude: 119.575,
      latitude: 31.725,
    });
  }, 90_000);
  afterAll(() => served?.stop());
  afterEach(() => expect(host.failures).toEqual([]));

  it('opens at home with the three jobs and the banner of demonstration mode', async () => {
    host.open('pages/home/index');
    await host.says('上报问题');
    await host.says('演示模式');
  });

  it('asks to sign in before a report', async () => {
    host.open('pages/resident/report/index');
    await host.says('请先登录');
  });

  it('signs in as a resident of the demonstration', async () => {
    host.open('pages/sign-in/index');
    await host.tap('许知夏');
    host.open('pages/me/index');
    await host.says('退出登录');
  });

  it('goes from the pictures to the place', async () => {
    host.open('pages/resident/report/index');
    await host.says('第 1 步，共 4 步');
    await host.tap('先不拍，下一步');
    await host.says('第 2 步，共 4 步');
    await host.says('西城街道');
  });

  it.each([
    ['pages/nearby/index', '全部种类'],
    ['pages/resident/mine/index', '已终止'],
    ['pages/resident/inbox/index', '全部已读'],
    ['pages/public/figures/index', '按期处置率'],
    ['pages/public/about/index', 'Apache-2.0'],
    ['pages/work/tasks/index', '这里您还看不了'],
  ])('shows %s', async (route, words) => {
    host.open(route);
    await host.says(words);
  });

  it('tells the story of a case', async () => {
    const answer = await fetch(`${served.base}/api/v1/issues?group=closed&limit=1`);
    const { items } = (await answer.json()) as { items: { id: string; title: string }[] };
    const [issue] = items;
    host.open('pages/resident/case/index', { id: issue?.id ?? '' });
    await host.says(issue?.title ?? 'a closed case');
    await host.says('经过');
  });
});
