export default definePageConfig({ navigationBarTitleText: '街巷长' });
