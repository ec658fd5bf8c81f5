import Taro from '@tarojs/taro';

/** Every page by a name that does not change when files move. */
export const pages = {
  home: '/pages/home/index',
  nearby: '/pages/nearby/index',
  me: '/pages/me/index',
  signIn: '/pages/sign-in/index',
  report: '/pages/resident/report/index',
  case: '/pages/resident/case/index',
  mine: '/pages/resident/mine/index',
  inbox: '/pages/resident/inbox/index',
  drafts: '/pages/resident/drafts/index',
  tasks: '/pages/work/tasks/index',
  street: '/pages/work/street/index',
  place: '/pages/public/place/index',
  toilets: '/pages/public/toilets/index',
  figures: '/pages/public/figures/index',
  about: '/pages/public/about/index',
  privacy: '/pages/public/privacy/index',
  complaints: '/pages/resident/complaints/index',
  complain: '/pages/resident/complain/index',
  myData: '/pages/resident/my-data/index',
  erase: '/pages/resident/erase/index',
  chief: '/pages/public/chief/index',
  setPassword: '/pages/public/set-password/index',
  notFound: '/pages/not-found/index',
  /** Only on the web. */
  wall: '/pages/public/wall/index',
  desk: '/pages/desk/index/index',
} as const;
export type PageName = keyof typeof pages;

const tabs: readonly PageName[] = ['home', 'nearby', 'me'];

/** Opens a page over the present one; a tab replaces whatever is open. */
export function go(page: PageName, query: Record<string, string> = {}): void {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const url = pairs.length > 0 ? `${pages[page]}?${pairs.join('&')}` : pages[page];
  if (tabs.includes(page)) void Taro.switchTab({ url: pages[page] });
  else void Taro.navigateTo({ url });
}

/** Opens a page in place of the present one, so that "back" skips it. */
export function replaceWith(page: PageName, query: Record<string, string> = {}): void {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (tabs.includes(page)) void Taro.switchTab({ url: pages[page] });
  else void Taro.redirectTo({ url: pairs.length > 0 ? `${pages[page]}?${pairs.join('&')}` : pages[page] });
}

/** One page back, or home for somebody who came by a link. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.switchTab({ url: pages.home });
}
