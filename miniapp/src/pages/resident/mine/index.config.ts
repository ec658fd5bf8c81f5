export default definePageConfig({
  navigationBarTitleText: '我的案件',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
});
