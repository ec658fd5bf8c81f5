const web = process.env.TARO_ENV === 'h5';
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
      pages: ['figures/index', 'about/index', 'chief/index', 'privacy/index', 'set-password/index'],
    },
    { root: 'pages/work', pages: ['tasks/index'] },
    // A desk is a wide window with a keyboard; the mini-app has the phone's workbench instead.
    ...(web ? [{ root: 'pages/desk', pages: desk.map((name) => `${name}/index`) }] : []),
  ],
  // Reporting works without a network: its pages are fetched while there is one.
  preloadRule: { 'pages/home/index': { network: 'all', packages: ['pages/resident'] } },
  tabBar: {
    // Each tab page draws the bar itself, with the round button in the middle.
    custom: true,
    color: '#55605e',
    selectedColor: '#0b5d5b',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/nearby/index', text: '身边' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
  permission: { 'scope.userLocation': { desc: '用来找到您身边的问题，和您要上报的位置' } },
  requiredPrivateInfos: ['getLocation'],
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '共治',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f7f6f3',
    // The web draws its own bar in components/page; WeChat's native one knows where the capsule sits.
    navigationStyle: web ? 'custom' : 'default',
  },
});
