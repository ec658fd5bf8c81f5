const web = process.env.TARO_ENV === 'h5';

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/nearby/index', 'pages/me/index', 'pages/sign-in/index'],
  window: {
    navigationBarTitleText: '共治',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f7f6f3',
    // The web draws its own bar in components/page; WeChat's native one knows where the capsule sits.
    navigationStyle: web ? 'custom' : 'default',
  },
});
