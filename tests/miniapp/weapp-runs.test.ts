import { type ServedApp, serveApp } from '../support/served-app';
import { WechatPhone } from '../support/wechat/phone';

/** The built mini-app against the built program, where WeChat would run it. */
describe('the mini-app in WeChat', () => {
  let served: ServedApp;
  let phone: WechatPhone;

  beforeAll(async () => {
    served = await serveApp();
    phone = new WechatPhone({ api: served.base, location: { longitude: 119.575, latitude: 31.725 } });
    phone.launch();
  }, 90_000);
  afterAll(async () => {
    phone?.kill();
    await served?.stop();
  });
  afterEach(() => expect(phone.problems).toEqual([]));

  it('opens at home with the three jobs and the banner of demonstration mode', async () => {
    await phone.says('上报问题');
    await phone.says('演示模式');
  });

  it('asks to sign in before a report', async () => {
    phone.open('pages/resident/report/index');
    await phone.says('请先登录');
  });

  it('signs in as a resident of the demonstration', async () => {
    phone.open('pages/sign-in/index');
    await phone.tap('许知夏');
    await phone.isAt('pages/home/index');
    phone.open('pages/me/index');
    await phone.says('退出登录');
  });

  it('goes from the pictures to the place', async () => {
    phone.open('pages/resident/report/index');
    await phone.says('第 1 步，共 4 步');
    await phone.tap('先不拍，下一步');
    await phone.says('第 2 步，共 4 步');
    await phone.says('西城街道');
  });

  it.each([
    ['pages/nearby/index', '全部种类'],
    ['pages/resident/mine/index', '已终止'],
    ['pages/resident/inbox/index', '再看一些'],
    ['pages/public/figures/index', '按期处置率'],
    ['pages/public/about/index', 'Apache-2.0'],
    ['pages/work/tasks/index', '这里您还看不了'],
  ])('shows %s', async (route, words) => {
    phone.open(route);
    await phone.says(words);
  });

  it('tells the story of a case', async () => {
    const answer = await fetch(`${served.base}/api/v1/issues?group=closed&limit=1`);
    const { items } = (await answer.json()) as { items: { id: string; title: string }[] };
    const [issue] = items;
    phone.open('pages/resident/case/index', { id: issue?.id ?? '' });
    await phone.says(issue?.title ?? 'a closed case');
    await phone.says('经过');
  });
});
