/** The mini-app's own modules with a WeChat that answers as told. */
function withSystem(
  base: { fontSizeSetting?: number; fontSizeScaleFactor?: number; theme?: string },
  kept?: unknown,
) {
  jest.resetModules();
  const stored = new Map<string, string>();
  if (kept) stored.set('gz:preferences', JSON.stringify(kept));
  const bar = jest.fn(async () => undefined);
  jest.doMock('@tarojs/taro', () => ({
    __esModule: true,
    default: {
      getAppBaseInfo: () => base,
      onThemeChange: jest.fn(),
      setNavigationBarColor: bar,
      setBackgroundColor: async () => undefined,
      setBackgroundTextStyle: async () => undefined,
      getStorageSync: (key: string) => stored.get(key) ?? '',
      setStorageSync: (key: string, value: string) => stored.set(key, value),
    },
    useDidShow: () => undefined,
  }));
  jest.doMock('react', () => ({
    useEffect: () => undefined,
    useRef: (current: unknown) => ({ current }),
    useSyncExternalStore: (_: unknown, get: () => unknown) => get(),
  }));
  const preferences: typeof import('../../miniapp/src/platform/preferences') = require('../../miniapp/src/platform/preferences');
  return { ...preferences, stored, bar };
}

test.each([
  ['nothing chosen, usual type', { fontSizeSetting: 17 }, undefined, false],
  ['nothing chosen, 关怀模式 of WeChat', { fontSizeSetting: 23.8 }, undefined, true],
  ['nothing chosen, scaled type', { fontSizeScaleFactor: 1.4 }, undefined, true],
  ['chosen on', { fontSizeSetting: 16 }, { elderly: 'on' }, true],
  ['chosen off against the system', { fontSizeSetting: 24 }, { elderly: 'off' }, false],
  ['a yes of an earlier version', {}, { elderly: true }, true],
  ['a no of an earlier version follows the system', { fontSizeSetting: 24 }, { elderly: false }, true],
])('large type: %s', (_, base, kept, expected) => {
  expect(withSystem(base, kept).useElderly()).toBe(expected);
});

test.each([
  ['system', 'light', '', '#ffffff'],
  ['system', 'dark', '', '#121716'],
  ['dark', 'light', 'dark', '#121716'],
  ['light', 'dark', 'light', '#ffffff'],
] as const)('look %s under a system that is %s', (look, theme, expected, bar) => {
  const system = withSystem({ theme }, { look });
  expect(system.useLook()).toBe(expected);
  expect(system.bar).toHaveBeenLastCalledWith(expect.objectContaining({ backgroundColor: bar }));
});

test('a choice is kept on the device and counts at once', () => {
  const { setPreferences, useLook, stored } = withSystem({});
  setPreferences({ elderly: 'on', look: 'dark' });
  expect(useLook()).toBe('elderly dark');
  expect(JSON.parse(stored.get('gz:preferences') ?? '')).toEqual({ elderly: 'on', look: 'dark' });
});
