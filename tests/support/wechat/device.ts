import gcoord from 'gcoord';
import { asyncCall, type Options, type Realm, Refusal } from './answer';
import type { PhoneFiles } from './files';
import type { PhonePrivacy } from './privacy';

export interface Picture {
  bytes: Buffer;
  width?: number;
  height?: number;
}

type Theme = 'light' | 'dark';
type Listener = (said: object) => void;

/** The rest of a phone: where it is, its pictures, its looks, and what its person lets the app do. */
export class Device {
  /** WGS-84; null when the system's own location service is off. */
  location: { longitude: number; latitude: number } | null;
  /** What the person answers when the app first asks for the place; later calls remember the answer. */
  allowsLocation = true;
  theme: Theme = 'light';
  /** 17 is the standard of WeChat, 关怀模式 makes it about 24. */
  fontSizeSetting = 17;
  /** What `wx.login` gives: codes of the simulated platform. */
  loginCode: () => string = () => 'no-simulator';
  /** What the person picks at the next choices; nothing there means the choice is cancelled. */
  readonly picks: Picture[][] = [];
  /** Words of the toasts shown so far. */
  readonly toasts: string[] = [];
  /** Pictures shown in WeChat's own viewer. */
  readonly previewed: string[][] = [];
  /** What happens when a file is handed to a chat. */
  sharing: 'sent' | 'cancelled' | 'impossible' = 'sent';
  /** Files that were sent to a chat, by name, with what was in them. */
  readonly shared: { name: string; text: string }[] = [];
  /** Numbers the app had the phone call. */
  readonly called: string[] = [];
  /** What the app last put on the clipboard. */
  clipboard = '';
  /** How often a page that was pulled down was let go. */
  refreshed = 0;
  /** Title of the page in front, as WeChat's bar shows it. */
  title = '';
  private readonly scopes = new Map<string, boolean>();
  private themeListeners: Listener[] = [];

  constructor(
    location: { longitude: number; latitude: number } | null,
    private readonly files: PhoneFiles,
    private readonly privacy: PhonePrivacy,
  ) {
    this.location = location;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    for (const tell of [...this.themeListeners]) tell({ theme });
  }

  /** What the settings page of the mini-app would set. */
  setScope(scope: string, allowed: boolean): void {
    this.scopes.set(scope, allowed);
  }

  forgetListeners(): void {
    this.themeListeners = [];
  }

  /** `manifest` is the app.json: the platform refuses what it does not declare. */
  wx(realm: Realm, manifest: { requiredPrivateInfos?: string[]; permission?: object }) {
    const call = (name: string, work: (options: Options) => Promise<object> | object) =>
      asyncCall(realm, name, work);
    const nothing = () => ({});
    const authSetting = () => ({ authSetting: Object.fromEntries(this.scopes) });
    return {
      ...this.facts(),
      onThemeChange: (listener: Listener) => {
        this.themeListeners.push((said) => realm.later(() => listener(realm.give(said))));
      },
      offThemeChange: () => this.forgetListeners(),
      login: call('login', () => ({ code: this.loginCode() })),
      getLocation: call('getLocation', async ({ type = 'wgs84' }) => {
        if (!manifest.requiredPrivateInfos?.includes('getLocation'))
          throw new Refusal('the api need to be declared in the requiredPrivateInfos field in app.json');
        await this.privacy.pass('getLocation', realm);
        this.askScope('scope.userLocation', this.allowsLocation);
        if (!this.location) throw new Refusal('system permission denied', 2);
        const { longitude, latitude } = this.location;
        const [x, y] =
          type === 'gcj02'
            ? gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02)
            : [longitude, latitude];
        return { longitude: x, latitude: y, accuracy: 30, speed: -1 };
      }),
      chooseMedia: call('chooseMedia', async ({ count = 9 }) => {
        await this.privacy.pass('chooseMedia', realm);
        const chosen = this.picks.shift() ?? [];
        if (chosen.length === 0) throw new Refusal('cancel');
        const tempFiles = chosen.slice(0, Number(count)).map(({ bytes, width = 1200, height = 900 }) => ({
          tempFilePath: this.files.temporary(bytes, 'jpg'),
          size: bytes.length,
          fileType: 'image',
          width,
          height,
        }));
        return { tempFiles, type: 'image' };
      }),
      previewImage: call('previewImage', ({ urls }) => {
        this.previewed.push([...(urls as string[])]);
        return {};
      }),
      compressImage: call('compressImage', ({ src }) => {
        const bytes = this.files.read(String(src));
        if (!bytes) throw new Refusal('file not found');
        return { tempFilePath: this.files.temporary(bytes, 'jpg') };
      }),
      getSetting: call('getSetting', authSetting),
      openSetting: call('openSetting', authSetting),
      authorize: call('authorize', ({ scope }) => {
        this.askScope(String(scope), this.allowsLocation);
        return {};
      }),
      showToast: call('showToast', ({ title }) => {
        this.toasts.push(String(title));
        return {};
      }),
      shareFileMessage: call('shareFileMessage', ({ filePath, fileName }) => {
        if (this.sharing === 'cancelled') throw new Refusal('cancel');
        if (this.sharing === 'impossible') throw new Refusal('not supported');
        const bytes = this.files.read(String(filePath));
        if (!bytes) throw new Refusal('file not found');
        this.shared.push({ name: String(fileName), text: bytes.toString('utf8') });
        return {};
      }),
      setClipboardData: call('setClipboardData', ({ data }) => {
        this.clipboard = String(data);
        return {};
      }),
      makePhoneCall: call('makePhoneCall', ({ phoneNumber }) => {
        this.called.push(String(phoneNumber));
        return {};
      }),
      stopPullDownRefresh: call('stopPullDownRefresh', () => {
        this.refreshed++;
        return {};
      }),
      setNavigationBarTitle: call('setNavigationBarTitle', ({ title }) => {
        this.title = String(title);
        return {};
      }),
      ...Object.fromEntries(
        ['hideToast', 'showLoading', 'hideLoading', 'setNavigationBarColor', 'pageScrollTo', 'vibrateShort']
          .concat(['setBackgroundColor', 'setBackgroundTextStyle'])
          .concat(['hideHomeButton', 'requestSubscribeMessage'])
          .map((name) => [name, call(name, nothing)]),
      ),
    };
  }

  private askScope(scope: string, answer: boolean): void {
    const known = this.scopes.get(scope);
    if (known === undefined) this.scopes.set(scope, answer);
    if (!this.scopes.get(scope)) throw new Refusal(known === undefined ? 'auth deny' : 'auth denied', 103);
  }

  private facts() {
    const windowInfo = { windowWidth: 375, windowHeight: 700, pixelRatio: 2, statusBarHeight: 44 };
    const base = () => ({
      SDKVersion: '3.8.0',
      version: '8.0.60',
      language: 'zh_CN',
      theme: this.theme,
      fontSizeSetting: this.fontSizeSetting,
      fontSizeScaleFactor: this.fontSizeSetting / 17,
    });
    return {
      canIUse: () => true,
      getSystemInfoSync: () => ({ ...windowInfo, ...base(), platform: 'ios' }),
      getWindowInfo: () => windowInfo,
      getAppBaseInfo: base,
      getDeviceInfo: () => ({ platform: 'ios', system: 'iOS 17.5', brand: 'iPhone' }),
      getSystemSetting: () => ({ locationEnabled: this.location !== null }),
      getAppAuthorizeSetting: () => ({ locationAuthorized: 'authorized', cameraAuthorized: 'authorized' }),
      getMenuButtonBoundingClientRect: () => ({ top: 48, right: 368, bottom: 80, left: 281 }),
      getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    };
  }
}
