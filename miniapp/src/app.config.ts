const web = process.env.TARO_ENV === 'h5';
/** WeChat takes these colours from theme.json, one set for light and one for dark. */
const themed = (name: string, onTheWeb: string) => (web ? onTheWeb : `@${name}`);
const desk = [
  'index',
  'queue',
  'tasks',
  'checks',
  'cases',
  'case',
  'report',
  'people',
  'lists',
  'places',
  'complaints',
  'sheet',
];

const resident = ['report', 'case', 'mine', 'inbox', 'drafts', 'complaints', 'complain', 'my-data', 'erase'];

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/nearby/index',
    'pages/me/index',
    'pages/sign-in/index',
    'pages/not-found/index',
  ],
  // One subpackage for each kind of work: nobody loads another's pages.
  subPackages: [
    { root: 'pages/resident', pages: resident.map((name) => `${name}/index`) },
    {
      root: 'pages/public',
      pages: [
        'figures/index',
        'about/index',
        'chief/index',
        'privacy/index',
        'place/index',
        'toilets/index',
        'set-password/index',
        // The wall is a large screen with a browser.
        ...(web ? ['wall/index'] : []),
      ],
    },
    { root: 'pages/work', pages: ['tasks/index', 'street/index'] },
    // A desk is a wide window with a keyboard; the mini-app has the phone's workbench instead.
    ...(web ? [{ root: 'pages/desk', pages: desk.map((name) => `${name}/index`) }] : []),
  ],
  // Whoever is at home or on their own page goes on to these: they open at once, and without a network.
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['pages/resident'] },
    'pages/me/index': { network: 'all', packages: ['pages/work', 'pages/public'] },
  },
  // Pages of the web change at once: Taro hides the page below some 350 ms later, also when it was gone back to by then.
  ...(web
    ? { animation: false }
    : { darkmode: true, themeLocation: 'theme.json', sitemapLocation: 'sitemap.json' }),
  tabBar: {
    // Each tab page draws the bar itself, with the round button in the middle.
    custom: true,
    color: themed('tab', '#55605e'),
    selectedColor: themed('tabChosen', '#0b5d5b'),
    backgroundColor: themed('bar', '#ffffff'),
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/nearby/index', text: '身边' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
  permission: { 'scope.userLocation': { desc: '用来找到您身边的问题，和您要上报的位置' } },
  requiredPrivateInfos: ['getLocation'],
  // Asks for the privacy guide before place and pictures on every version of WeChat; see platform/privacy.ts.
  __usePrivacyCheck__: true,
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '共治',
    navigationBarBackgroundColor: themed('bar', '#ffffff'),
    navigationBarTextStyle: themed('barText', 'black') as 'black',
    backgroundColor: themed('ground', '#f7f6f3'),
    backgroundTextStyle: themed('pull', 'dark') as 'dark',
    // The web draws its own bar in components/page; WeChat's native one knows where the capsule sits.
    navigationStyle: web ? 'custom' : 'default',
  },
});
