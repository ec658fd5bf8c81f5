import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { FirstLoad, firstScripts } from './first-load';

/** Contracts and rules are compiled from source; the real path, because webpack follows the workspace link. */
const sharedSource = realpathSync(resolve(__dirname, '../../shared/src'));
const isShared = (file: string) => file.startsWith(sharedSource);
const target = process.env.TARO_ENV === 'weapp' ? 'weapp' : 'h5';
// scripts/build.mjs builds beside the last good output and then swaps the two.
const outputRoot = process.env.GONGZHI_OUTPUT ?? `dist/${target}`;

/** zod ships ES2020; the mini-app runs it on phones down to iOS 12. */
const needsOlderSyntax = (file: string) => /[\\/]node_modules[\\/]zod[\\/]/.test(file);

const asItIs = (name: string) => ({ from: `src/${name}`, to: `${outputRoot}/${name}` });

/** Keys begin with a slash: without it Taro does not recognise its own tabs. */
const addresses = {
  '/pages/home/index': '/home',
  '/pages/nearby/index': '/nearby',
  '/pages/me/index': '/me',
  '/pages/sign-in/index': '/sign-in',
  '/pages/not-found/index': '/not-found',
  '/pages/resident/report/index': '/report',
  '/pages/resident/case/index': '/case',
  '/pages/resident/mine/index': '/mine',
  '/pages/resident/inbox/index': '/inbox',
  '/pages/resident/drafts/index': '/drafts',
  '/pages/work/tasks/index': '/work/tasks',
  '/pages/work/street/index': '/work/street',
  '/pages/public/place/index': '/place',
  '/pages/public/toilets/index': '/toilets',
  '/pages/public/figures/index': '/figures',
  '/pages/public/about/index': '/about',
  '/pages/public/privacy/index': '/privacy',
  '/pages/resident/complaints/index': '/complaints',
  '/pages/resident/complain/index': '/complain',
  '/pages/resident/my-data/index': '/my-data',
  '/pages/resident/erase/index': '/erase',
  '/pages/public/set-password/index': '/set-password',
  '/pages/public/wall/index': '/wall',
  '/pages/desk/index/index': '/desk',
  '/pages/desk/queue/index': '/desk/queue',
  '/pages/desk/tasks/index': '/desk/tasks',
  '/pages/desk/checks/index': '/desk/checks',
  '/pages/desk/cases/index': '/desk/cases',
  '/pages/desk/case/index': '/desk/case',
  '/pages/desk/report/index': '/desk/report',
  '/pages/desk/people/index': '/desk/people',
  '/pages/desk/places/index': '/desk/places',
  '/pages/desk/lists/index': '/desk/lists',
  '/pages/public/chief/index': '/chief',
  '/pages/desk/complaints/index': '/desk/complaints',
  '/pages/desk/sheet/index': '/desk/sheet',
};

export default defineConfig({
  projectName: 'gongzhi',
  date: '2026-11-23',
  // Pages are drawn at 375 px. In the mini-app 1 px becomes 2 rpx; on the web 1 px stays 1 px, so that
  // nothing grows with the width of a desktop window.
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: {
    enable: true,
    // Besides Taro's own: what decides how sources are compiled.
    buildDependencies: {
      babel: [resolve(__dirname, '../babel.config.js'), resolve(__dirname, 'without-schemas.js')],
    },
  },
  defineConstants: { API_ORIGIN: JSON.stringify(process.env.GONGZHI_API_ORIGIN ?? 'http://127.0.0.1:3000') },
  copy: {
    // WeChat's map takes its pins as files of the package; FirstLoad writes the page's first scripts into it.
    patterns: (target === 'weapp' ? ['markers', 'sitemap.json'] : firstScripts).map(asItIs),
    options: {},
  },
  plugins: [
    '@tarojs/plugin-framework-react',
    `@tarojs/plugin-platform-${target}`,
    ...(target === 'weapp' ? [resolve(__dirname, 'aria-plugin.js')] : []),
  ],
  mini: {
    compile: { include: [isShared, needsOlderSyntax] },
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform: { enable: true, config: {} } },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    // Addresses without a hash: the API answers every unknown path outside /api with index.html.
    router: {
      mode: 'browser',
      customRoutes: addresses,
    },
    compile: { include: [isShared] },
    webpackChain(chain) {
      chain.plugin('first-load').use(FirstLoad, [addresses]);
      // What two pages share is loaded once; without this every page brings its own copy of the components.
      chain.optimization.splitChunks({
        chunks: 'all',
        cacheGroups: {
          default: false,
          defaultVendors: false,
          framework: {
            name: 'framework',
            test: /[\\/]node_modules[\\/](react|react-dom|scheduler|@tarojs)[\\/]/,
            priority: 20,
          },
          // The desk's own parts stay with the desk: a phone never loads them.
          desk: {
            name: 'desk',
            test: /[\\/]src[\\/](features|pages)[\\/]desk/,
            minChunks: 2,
            priority: 15,
            enforce: true,
          },
          together: { name: 'together', minChunks: 2, priority: 10, enforce: true },
        },
      });
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // @ts-expect-error Taro's plugin knows px as a target, its types do not
      pxtransform: { enable: true, config: { targetUnit: 'px' } },
    },
  },
});
