export default definePageConfig({
  navigationBarTitleText: '身边',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
  // Taro reads it to pass on how far the page is scrolled; its type does not know it.
  ...{ enablePageScroll: true },
});
