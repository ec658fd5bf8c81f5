import type { Dice } from '../../api/src/demonstration/cases/dice';

/*
 * Parts that a report is put together from beside what a story says, so that words are as unevenly spread as in a
 * real register: some in every tenth case, many in a handful.
 */
const when =
  `今天早上 昨天晚上 这两天 上个星期 周末 中午 下班的时候 刚才路过 半夜 下雨以后 最近一个月 开学以后 国庆期间 从上周三起 每天傍晚
赶集那天 台风过后 凌晨四点多 入秋以来 搬来以后一直`.split(/\s+/);
const seen =
  `老人差点滑倒 孩子上学要绕路 电动车过不去 味道飘到三楼 邻居都有意见 已经有人摔过一次 晚上看不清 车子堵了一长排 轮椅上不来
救护车进不去 店里没法开门 蚊子特别多 声音响到十一点 水漫到人行道 影响做生意 门口进出不方便 婴儿车推不动 快递员也抱怨 玻璃上一层灰 野狗来翻
绿化被压坏 路过的人都捂鼻子 早高峰最严重 盲人朋友走不了 骑车的只好走机动车道 楼下住户投诉过 下水道返味 墙角发霉 学生在旁边玩很危险 拍了照片`.split(
    /\s+/,
  );
const wish =
  `请尽快处理 希望有人来看看 麻烦安排一下 能不能长期管一管 请问归哪个部门 之前反映过没人管 希望装个监控 谢谢 盼回复 不要又是走过场 建议立块牌子
请给个说法 最好节前弄好 物业说不归他们管 12345 也打过了 辛苦师傅们`.split(/\s+/);
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('');
const trades =
  `小吃店 水果摊 五金店 理发店 早餐店 药房 修车铺 面馆 烧烤摊 奶茶店 超市 干洗店 花店 网吧 棋牌室 快递站 菜鸟驿站 文具店 母婴店 家电维修
废品站 汽车美容 宠物店 眼镜店 打印店 房产中介 裁缝铺 卤菜店 豆腐坊 渔具店`.split(/\s+/);
const marks =
  `电线杆 变电箱 公交站牌 红绿灯 垃圾房 健身角 车棚 消防栓 桥洞 花坛 台阶 围墙 铁门 公告栏 快递柜 自行车架 配电房 大樟树 老银杏 石狮子 篮球场
门卫室 地下车库 斜坡 天桥 泵站 河埠头 凉亭 锅炉房 幼儿园`.split(/\s+/);
const sides = '东侧 西侧 南面 北面 对面 后面 拐角 入口 出口 斜对面'.split(' ');

/** The first sentence as the story has it, then now and then where exactly, since when, what comes of it and a wish. */
export function inOwnWords(sentence: string, dice: Dice): string {
  const parts = [sentence];
  if (dice.chance(0.35)) parts.push(whereExactly(dice));
  if (dice.chance(0.3)) parts.push(dice.pick(when));
  if (dice.chance(0.45)) parts.push(dice.pick(seen));
  if (dice.chance(0.3)) parts.push(dice.pick(wish));
  return parts.join('，');
}

function whereExactly(dice: Dice): string {
  const shop = `${dice.pick(surnames)}${dice.pick(['家', '记', '氏'])}${dice.pick(trades)}`;
  const door = `${1 + Math.floor(dice.between(0, 1) ** 2 * 380)}号`;
  const near = dice.pick([
    shop,
    `${dice.pick(marks)}${dice.pick(sides)}`,
    door,
    `${dice.pick(trades)}${dice.pick(sides)}`,
  ]);
  return `就在${near}`;
}
