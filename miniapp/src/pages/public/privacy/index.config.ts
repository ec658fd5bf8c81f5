export default definePageConfig({ navigationBarTitleText: '隐私与须知' });
