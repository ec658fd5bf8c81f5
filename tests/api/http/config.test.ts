import path from 'node:path';
import { ConfigError, readConfig } from '../../../api/src/config';

const secret = { SECRET_KEY: 's'.repeat(32) };
const wechat = { WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 'abc' };
const mongo = { MONGODB_URI: 'mongodb://db.example/jintan' };

describe('a demonstration or the real thing', () => {
  it.each([
    ['nothing set', {}, { demo: true, host: '127.0.0.1' }],
    ['empty settings are unset', { DEMO: '', MONGODB_URI: ' ', HOST: '' }, { demo: true, host: '127.0.0.1' }],
    ['opened wider on purpose', { DEMO: '1' }, { demo: true, host: '0.0.0.0' }],
    ['opened wider on one address', { DEMO: '1', HOST: '10.0.0.5' }, { demo: true, host: '10.0.0.5' }],
    ['a MongoDB', { ...mongo, ...secret }, { demo: false, host: '0.0.0.0' }],
    ['WeChat keys', { ...wechat, ...secret }, { demo: false, host: '0.0.0.0' }],
    ['an empty installation', { DEMO: '0', ...secret }, { demo: false, host: '0.0.0.0' }],
    ['a demonstration in a MongoDB', { DEMO: '1', ...mongo }, { demo: true, host: '0.0.0.0' }],
  ])('%s', (_, env, expected) => {
    expect(readConfig(env, '/srv')).toMatchObject(expected);
  });
});

describe('settings that cannot work are named', () => {
  it.each([
    ['a demonstration open to others without saying so', { HOST: '0.0.0.0' }, /HOST 0\.0\.0\.0.*DEMO=1/],
    ['a demonstration with WeChat keys', { DEMO: '1', ...wechat }, /DEMO does not go with WeChat keys/],
    ['no secret outside demonstration', { DEMO: '0' }, /SECRET_KEY is required/],
    ['no secret with a MongoDB', mongo, /SECRET_KEY is required/],
    ['a short secret', { SECRET_KEY: 'short' }, /SECRET_KEY has at least 32/],
    ['half of the WeChat keys', { WECHAT_APP_ID: 'wx1', ...secret }, /together or not at all/],
    ['a port that is none', { PORT: 'http' }, /PORT is a port number/],
    ['a port beyond the last', { PORT: '70000' }, /PORT is at most 65535/],
    ['another database', { MONGODB_URI: 'postgres://x', ...secret }, /MONGODB_URI starts with mongodb/],
    ['a tile address without places', { MAP_TILES_URL: 'https://tiles.example' }, /MAP_TILES_URL/],
    [
      'an origin with a path',
      { CORS_ORIGINS: 'https://a.example, https://b.example/x' },
      /b\.example\/x is not an origin/,
    ],
    ['a public address that is none', { PUBLIC_URL: 'gongzhi' }, /PUBLIC_URL is an http/],
    ['neither yes nor no', { DEMO: 'perhaps' }, /DEMO is 1 or 0/],
  ])('%s', (_, env, message) => {
    expect(() => readConfig(env, '/srv')).toThrow(ConfigError);
    expect(() => readConfig(env, '/srv')).toThrow(message);
  });

  it('all mistakes at once, one a line', () => {
    expect(() => readConfig({ PORT: 'x', DEMO: 'y', PUBLIC_URL: 'z' })).toThrow(
      /PORT.*\n.*PUBLIC_URL.*\n.*DEMO/,
    );
  });
});

it('fills in the rest', () => {
  expect(
    readConfig(
      { PUBLIC_URL: 'https://a.example/', MAP_TILES_URL: 'https://t/{z}/{x}/{y}?{key}', MAP_KEY: 'k' },
      '/srv',
    ),
  ).toMatchObject({
    port: 3000,
    publicUrl: 'https://a.example',
    dataDir: path.normalize('/srv/data'),
    webRoot: path.normalize('/srv/miniapp/dist/h5'),
    trustProxy: false,
    rateLimits: true,
    corsOrigins: [],
    map: { tilesUrl: 'https://t/{z}/{x}/{y}?k' },
  });
});
