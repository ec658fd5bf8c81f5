// The oldest phones the programs run on; see docs/decisions/0012-oldest-phones.md. Taro's own floor is iOS 9: there
// a call with spread arguments becomes `apply` on the whole of zod, which then is shipped with all its languages.
const targets = { ios: '12', chrome: '70' };

const overrides =
  process.env.TARO_ENV === 'h5'
    ? [{ test: /[\\/]shared[\\/]src[\\/]/, plugins: [require.resolve('./config/without-schemas')] }]
    : [];

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets }]],
  overrides,
};
