import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppProcess } from './app-process';
import { Device } from './device';
import { PhoneFiles } from './files';
import { type Exchange, PhoneNetwork } from './network';
import { type LivePage, type Manifest, PageStack } from './pages';
import { PhonePrivacy } from './privacy';
import { PhoneStorage } from './storage';
import { type Called, chainsOf, chainsTo, isOff, nameOf, type ViewNode, wordsOf } from './views';

const PATIENCE_MS = 15_000;
const builtApp = path.join(__dirname, '../../../miniapp/dist/weapp');

export interface PhoneOptions {
  /** Where the API listens, without a path. */
  api: string;
  /** WGS-84. */
  location?: { longitude: number; latitude: number };
  /** True for a phone that opens the app for the first time: nothing agreed to yet. */
  newcomer?: boolean;
  output?: string;
}

/** Silent parts of `wx` that need do nothing here. */
const silent = ['offError', 'offUnhandledRejection', 'offWindowResize', 'onAppHide', 'onError']
  .concat(['onPageNotFound', 'onUnhandledRejection', 'onWindowResize', 'offAppHide'])
  .concat(['createSelectorQuery', 'reportEvent', 'offPageNotFound']);

/**
 * A phone with the built mini-app in WeChat, held by a person: they launch it, read, tap, type, take pictures,
 * lose the network, and kill it. Storage, saved files and permissions belong to the phone and outlive the app.
 */
export class WechatPhone {
  readonly storage = new PhoneStorage();
  readonly files = new PhoneFiles();
  readonly privacy: PhonePrivacy;
  readonly device: Device;
  readonly network: PhoneNetwork;
  /** Everything the app or its templates complained about, over all its runs. */
  readonly failures: string[] = [];
  private readonly output: string;
  private readonly manifest: Manifest;
  private readonly packages = new Set<string>();
  /** What the app wants called when it comes to the front. */
  private whenShown: (() => void)[] = [];
  private app: AppProcess | null = null;
  private pages: PageStack | null = null;

  constructor({ api, location, newcomer = false, output = builtApp }: PhoneOptions) {
    this.output = output;
    this.manifest = JSON.parse(readFileSync(path.join(output, 'app.json'), 'utf8')) as Manifest;
    this.privacy = new PhonePrivacy(!newcomer);
    this.device = new Device(location ?? null, this.files, this.privacy);
    this.network = new PhoneNetwork(api, () => this.kill());
  }

  /** Opens the app, at its first page or by a link. */
  launch(route = this.manifest.pages[0] as string, query: Record<string, string> = {}): void {
    if (this.app) throw new Error('the app runs already: kill it first');
    const app = new AppProcess(this.output, () => this.pages?.stack ?? []);
    const pages = new PageStack(app, this.manifest, this.packages, () => this.network.online);
    this.app = app;
    this.pages = pages;
    const options = { path: route, query, scene: 1001 };
    app.start(this.wx(app, pages, options), options);
    this.open(route, query);
  }

  /** The system ends the app, as when memory is short: nothing is told to it, temporary files go. */
  kill(): void {
    if (!this.app) return;
    this.keepFailures();
    this.app.die();
    this.app = null;
    this.pages = null;
    this.whenShown = [];
    this.network.forgetListeners();
    this.privacy.forgetListeners();
    this.device.forgetListeners();
    this.files.clearTemporary();
  }

  get running(): boolean {
    return this.app !== null;
  }

  /** Goes to a page as by a scanned code: whatever was open is closed. */
  open(route: string, query: Record<string, string> = {}): void {
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    this.stack.reLaunch(`/${route}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`);
  }

  /** WeChat's own back arrow, or the gesture. */
  back(): void {
    this.stack.navigateBack();
  }

  /** Another app comes to the front, and this one back. */
  leave(): void {
    this.stack.hide();
    this.app?.tellApp('onHide');
  }

  comeBack(): void {
    this.app?.tellApp('onShow', { path: this.stack.top.route, query: {}, scene: 1001 });
    for (const tell of [...this.whenShown]) tell();
    this.stack.show();
  }

  /** The page in front: `pages/home/index`. */
  get route(): string {
    return this.stack.top.route;
  }

  /** Pages below and in front, from the bottom. */
  get routes(): string[] {
    return this.stack.stack.map(({ route }: LivePage) => route);
  }

  /** What the page in front was opened with. */
  get query(): Record<string, string> {
    return { ...this.stack.top.options };
  }

  /** All the words on the page in front, in order. */
  words(): string {
    return wordsOf(this.stack.view());
  }

  /** What reached the API, by method and path (`'/issues'`, or an expression). */
  requests(method: string, where: string | RegExp): Exchange[] {
    return this.network.requests(method, where);
  }

  /** Waits until the page in front says it: a busy machine draws late. */
  async says(words: Called): Promise<void> {
    await this.until(
      () => (typeof words === 'string' ? this.words().includes(words) : words.test(this.words())),
      () => `the page does not say ${words}`,
    );
  }

  async saysNoMore(words: string): Promise<void> {
    await this.until(
      () => !this.words().includes(words),
      () => `the page still says ${words}`,
    );
  }

  /** Waits until this page is in front. */
  async isAt(route: string): Promise<void> {
    await this.until(
      () => this.route === route,
      () => `at ${this.route}, not at ${route}`,
    );
  }

  /**
   * Taps the smallest thing of that name (its words or its label), the last one drawn, since a sheet lies over
   * the page. Waits until it is there and can be pressed.
   */
  async tap(called: Called): Promise<void> {
    const chain = await this.find(called, (nodes) => !nodes.some(isOff) && nodes.some(listensToTaps));
    this.stack.fire('tap', chain);
    this.pressButton(chain);
    await this.aMoment();
  }

  /** Draws a finger across the thing of that name, so many points to the right; less than nothing: to the left. */
  async swipe(called: Called, across: number): Promise<void> {
    const chain = await this.find(called, (nodes) => nodes.some(listensToTouches));
    const touch = (clientX: number) => ({ identifier: 0, clientX, clientY: 300, pageX: clientX, pageY: 300 });
    const [from, to] = [touch(200), touch(200 + across)];
    this.stack.fire('touchstart', chain, {}, 'touchstart', { touches: [from], changedTouches: [from] });
    this.stack.fire('touchend', chain, {}, 'touchend', { touches: [], changedTouches: [to] });
    await this.aMoment();
  }

  /** Pulls the page down, and waits until the app says that it has read everything again. */
  async pullDown(): Promise<void> {
    const { refreshed } = this.device;
    this.stack.pullDown();
    await this.until(
      () => this.device.refreshed > refreshed,
      () => 'the page stays pulled down',
    );
  }

  /** Types into the field of that label or placeholder, in place of what stood there. */
  async type(called: Called, words: string): Promise<void> {
    const chain = await this.field(called);
    const longest = Number(chain[0]?.attr?.maxlength ?? 140);
    const value = longest >= 0 ? words.slice(0, longest) : words;
    this.stack.fire('focus', chain, { value: '', height: 300 });
    this.stack.fire('input', chain, { value, cursor: value.length });
    this.stack.fire('blur', chain, { value });
    await this.aMoment();
  }

  /** Presses the keyboard's own 完成 in a field. */
  async confirm(called: Called): Promise<void> {
    const chain = await this.field(called);
    this.stack.fire('confirm', chain, { value: chain[0]?.attr?.value ?? '' });
    await this.aMoment();
  }

  /** Chooses in WeChat's own picker, which is opened by the thing of that name. */
  async pick(called: Called, value: unknown): Promise<void> {
    const chain = await this.find(called, (nodes) => nodes.some(({ tag }) => tag === 'wx-picker'));
    const at = chain.findIndex(({ tag }) => tag === 'wx-picker');
    this.stack.fire('change', chain.slice(at), { value });
    await this.aMoment();
  }

  /** The map in front: its markers, and fingers on it. */
  async map(): Promise<PhoneMap> {
    const chain = await this.byTag('wx-map');
    const markers = (chain[0]?.attr?.markers ?? []) as MapMarker[];
    return {
      markers,
      attributes: chain[0]?.attr ?? {},
      tap: (at) => this.stack.fire('tap', chain, at),
      tapMarker: (markerId) => this.stack.fire('markertap', chain, { markerId }),
      // The one event that is told by another name than it is bound by.
      moveTo: (centerLocation, scale = 15) =>
        this.stack.fire('regionchange', chain, { causedBy: 'drag', centerLocation, scale }, 'end'),
    };
  }

  /** Addresses of the pictures on the page. */
  pictures(): string[] {
    return this.stack
      .chains()
      .flatMap(([node]) => (node?.tag === 'wx-image' ? [String(node.attr?.src ?? '')] : []));
  }

  /** Waits for anything, and says what the page shows when it does not come. */
  async until(holds: () => boolean, problem: () => string): Promise<void> {
    const began = Date.now();
    while (!holds()) {
      if (Date.now() - began > PATIENCE_MS) {
        const failures = this.problems.length > 0 ? `; failures: ${this.problems.join(' | ')}` : '';
        throw new Error(`${problem()}, but: ${this.words()}${failures}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** All failures so far, of this run and those before. */
  get problems(): string[] {
    this.keepFailures();
    return this.failures;
  }

  /** No finger is faster than the screen: what was done is drawn before the next thing is done. */
  private aMoment(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 30));
  }

  private get stack(): PageStack {
    if (!this.pages) throw new Error('the app does not run: launch it first');
    return this.pages;
  }

  private async find(called: Called, fits: (chain: ViewNode[]) => boolean): Promise<ViewNode[]> {
    let found: ViewNode[] | undefined;
    await this.until(
      () => {
        const view = this.stack.view();
        found = chainsTo(view, called)
          .filter((chain) => chain.includes(dialogOf(view)) && fits(chain))
          .at(-1);
        return found !== undefined;
      },
      () => `nothing that is called ${called} can be pressed`,
    );
    return found as ViewNode[];
  }

  /** A field by its label, its placeholder, or the words that stand before it. */
  private async field(called: Called): Promise<ViewNode[]> {
    let found: ViewNode[] | undefined;
    await this.until(
      () => {
        found = this.fieldNow(called);
        return found !== undefined;
      },
      () => `there is no field ${called}`,
    );
    return found as ViewNode[];
  }

  private fieldNow(called: Called): ViewNode[] | undefined {
    const fits = (text: unknown) =>
      typeof text === 'string' && (typeof called === 'string' ? text === called : called.test(text));
    const chains = this.stack.chains().filter((chain) => chain.includes(dialogOf(this.stack.view())));
    const fields = chains.filter(([node]) => node && isField(node) && !isOff(node));
    const named = fields.filter(([node]) => node && (fits(nameOf(node)) || fits(node.attr?.placeholder)));
    if (named.length > 0) return named.at(-1);
    const labels = chains.filter(([node]) => node && !isField(node) && fits(wordsOf(node)));
    const label = labels.at(-1);
    if (!label) return undefined;
    const after = chains.indexOf(label);
    return fields.find((field) => chains.indexOf(field) > after);
  }

  private async byTag(tag: string): Promise<ViewNode[]> {
    let found: ViewNode[] | undefined;
    await this.until(
      () => {
        found = this.stack.chains().find(([node]) => node?.tag === tag);
        return found !== undefined;
      },
      () => `there is no ${tag}`,
    );
    return found as ViewNode[];
  }

  /** What WeChat itself does when one of its own buttons is pressed. */
  private pressButton(chain: ViewNode[]): void {
    const at = chain.findIndex(({ tag }) => tag === 'wx-button');
    const button = chain[at];
    if (!button) return;
    const kinds = String(button.attr?.openType ?? '').split('|');
    const above = chain.slice(at);
    if (kinds.includes('agreePrivacyAuthorization')) {
      this.privacy.press(String(button.attr?.id ?? ''));
      this.stack.fire('agreeprivacyauthorization', above, { errMsg: 'agreePrivacyAuthorization:ok' });
    }
    if (kinds.includes('getPhoneNumber'))
      this.stack.fire('getphonenumber', above, {
        code: this.device.loginCode(),
        errMsg: 'getPhoneNumber:ok',
      });
    if (kinds.includes('openSetting')) {
      this.device.setScope('scope.userLocation', this.device.allowsLocation);
      this.stack.fire('opensetting', above, { authSetting: {}, errMsg: 'openSetting:ok' });
    }
  }

  private keepFailures(): void {
    if (!this.app) return;
    this.failures.push(...this.app.failures.splice(0), ...this.app.views.complaints.splice(0));
  }

  private wx(app: AppProcess, pages: PageStack, launched: object) {
    return {
      ...Object.fromEntries(silent.map((name) => [name, () => ({})])),
      nextTick: (run: () => void) => app.later(run),
      onAppShow: (listener: () => void) => this.whenShown.push(() => app.later(listener)),
      offAppShow: () => {
        this.whenShown = [];
      },
      getLaunchOptionsSync: () => app.give(launched),
      getEnterOptionsSync: () => app.give(launched),
      ...this.storage.api(app),
      ...this.files.api(app),
      ...this.network.wx(app, this.files),
      ...this.privacy.wx(app),
      ...this.device.wx(app, this.manifest),
      ...pages.wx(),
    };
  }
}

export interface MapMarker {
  id: number;
  longitude: number;
  latitude: number;
  iconPath: string;
  alpha: number;
  title?: string;
  label?: { content: string };
}

export interface PhoneMap {
  markers: MapMarker[];
  attributes: Record<string, unknown>;
  /** GCJ-02, as WeChat's map tells it. */
  tap(at: { longitude: number; latitude: number }): void;
  tapMarker(id: number): void;
  moveTo(centre: { longitude: number; latitude: number }, scale?: number): void;
}

/** The last dialog on the page, since nothing below it can be reached; else the page. */
function dialogOf(view: ViewNode): ViewNode {
  const dialogs = chainsOf(view).filter(([node]) => node?.attr?.ariaRole === 'dialog');
  return dialogs.at(-1)?.[0] ?? view;
}

const isField = ({ tag }: ViewNode) => tag === 'wx-input' || tag === 'wx-textarea';
const listensToTouches = ({ attr }: ViewNode) => Boolean(attr?.bindtouchstart && attr?.bindtouchend);
const listensToTaps = ({ tag, attr }: ViewNode) =>
  tag === 'wx-button' || ['bindtap', 'catchtap', 'bind:tap', 'catch:tap'].some((name) => attr?.[name]);
