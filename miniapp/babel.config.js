// The oldest phones the programs run on; see docs/decisions/0020-oldest-phones.md. Taro's own floor is iOS 9: there
// a call with spread arguments becomes `apply` on the whole of zod, which then is shipped with all its languages.
const targets = { ios: '12', chrome: '70' };

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets }]],
};
