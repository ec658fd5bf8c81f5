import { photo } from '../support/person';
import { type ServedApp, serveApp } from '../support/served-app';
import { WechatPhone } from '../support/wechat/phone';

const here = { longitude: 119.575, latitude: 31.725 };

/** A whole report, tapped through in the mini-app as built, against the program as built. */
describe('a report from WeChat', () => {
  let served: ServedApp;
  let phone: WechatPhone;

  beforeAll(async () => {
    served = await serveApp();
    phone = new WechatPhone({ api: served.base, location: here });
    phone.launch();
    await phone.says('上报问题');
    await phone.tap('我的');
    await phone.tap('去登录');
    await phone.tap('许知夏');
    await phone.isAt('pages/me/index');
  }, 90_000);
  afterAll(async () => {
    phone?.kill();
    await served?.stop();
  });

  it('sends pictures, place, words and kind, and shows the case', async () => {
    const [near, wide] = [await photo(20), await photo(200)];
    phone.device.picks.push([{ bytes: near.buffer }, { bytes: wide.buffer }]);
    await phone.tap('首页');
    await phone.tap('上报问题 拍一张照片');
    await phone.says('第 1 步，共 4 步');
    await phone.tap('拍照，或从相册选 最多 9 张');
    await phone.until(
      () => phone.requests('POST', '/files').length === 2,
      () => 'two uploads',
    );
    await phone.tap('下一步');
    await phone.says('按您现在的位置');
    await phone.type('再说具体一点（可不填）', '东门往北第二根电线杆旁');
    await phone.tap('下一步');
    await phone.type('看到了什么？', '垃圾桶满了两天没人收，味道很大');
    await phone.says('可能是');
    await phone.tap('下一步');
    await phone.tap('发送');
    await phone.isAt('pages/resident/case/index');
    await phone.says('已经收到，等指挥中心受理');
    const [sent] = phone.requests('POST', '/issues');
    const pictureIds = phone.requests('POST', '/files').map(({ answer }) => (answer as { id: string }).id);
    expect(sent?.status).toBe(201);
    expect(sent?.body).toMatchObject({
      source: 'miniapp',
      text: '垃圾桶满了两天没人收，味道很大',
      pictureIds,
      place: {
        point: [here.longitude, here.latitude],
        origin: 'gps',
        address: '东门往北第二根电线杆旁',
      },
    });
    expect(sent?.answer).toMatchObject({ issue: { id: phone.query.id } });
    expect(phone.problems).toEqual([]);
  });
});
