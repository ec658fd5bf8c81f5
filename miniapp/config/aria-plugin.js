const { resolve } = require('node:path');
const components = require('./aria-components');

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(ctx, components);
      platform.runtimePath = [platform.runtimePath, resolve(__dirname, 'aria-runtime.js')].flat();
    },
  });
};
