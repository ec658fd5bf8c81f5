export default definePageConfig({ navigationBarTitleText: '找公厕' });
