import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** A node of a page as Taro hands it to WeChat: text in `v`, children in `cn`, its id in `sid`. */
interface PageNode {
  sid?: string;
  v?: string;
  cn?: PageNode[];
}
interface WechatPage {
  data: { root?: PageNode };
  [method: string]: unknown;
}
type Options = Record<string, unknown> & {
  success?: (answer: unknown) => void;
  fail?: (why: unknown) => void;
};

const silent = [
  'createSelectorQuery',
  'offError',
  'offUnhandledRejection',
  'offWindowResize',
  'onAppHide',
  'onAppShow',
  'onError',
  'onPageNotFound',
  'onThemeChange',
  'onUnhandledRejection',
  'onWindowResize',
];

/**
 * Runs what was built for WeChat without WeChat: its script files in a context of their own, a small `wx` in
 * which requests go to `api`, and functions made from text forbidden, as on a phone.
 */
export class WechatHost {
  readonly opened: string[] = [];
  readonly failures: string[] = [];
  private readonly storage = new Map<string, unknown>();
  private readonly modules = new Map<string, { exports: unknown }>();
  private readonly definitions = new Map<string, Record<string, unknown>>();
  private readonly stack: WechatPage[] = [];
  private readonly context: vm.Context;
  private registered: Record<string, unknown> | null = null;
  private current: WechatPage | null = null;

  constructor(
    private readonly output: string,
    private readonly api: string,
    private readonly location: { longitude: number; latitude: number },
  ) {
    const host = {
      wx: this.wx(),
      console: { ...console, error: (...said: unknown[]) => this.failures.push(said.map(String).join(' ')) },
      // None of its timers keeps the tests from ending.
      setTimeout: (run: () => void, ms?: number) => setTimeout(run, ms).unref(),
      setInterval: (run: () => void, ms?: number) => setInterval(run, ms).unref(),
      clearTimeout,
      clearInterval,
      getApp: () => this.registered,
      getCurrentPages: () => this.stack,
    };
    this.context = vm.createContext(host);
    vm.runInContext(
      `globalThis.global = globalThis;
       globalThis.Function = new Proxy(Function, {
         construct() { throw new Error('new Function is forbidden'); },
         apply(_, __, [text]) {
           if (text === 'return this') return () => globalThis;
           throw new Error('Function() is forbidden');
         },
       });`,
      this.context,
    );
    this.registered = null;
    this.load(path.join(output, 'app.js'));
    const app = this.registered as Record<string, (options: unknown) => void> | null;
    app?.onLaunch?.({ path: 'pages/home/index', query: {}, scene: 1001 });
    app?.onShow?.({ path: 'pages/home/index', query: {} });
  }

  /** Opens a page over the present one. */
  open(route: string, query: Record<string, string> = {}): void {
    const definition = this.definitionOf(route);
    const data = JSON.parse(JSON.stringify(definition.data ?? {})) as WechatPage['data'];
    const page: WechatPage = {
      ...definition,
      route,
      data,
      setData: this.setData(data),
      getTabBar: () => null,
    };
    this.current = page;
    this.stack.push(page);
    for (const moment of ['onLoad', 'onShow', 'onReady'])
      (page[moment] as ((q: unknown) => void) | undefined)?.call(page, query);
  }

  /** A page's file registers it once, when it is first loaded. */
  private definitionOf(route: string): Record<string, unknown> {
    const known = this.definitions.get(route);
    if (known) return known;
    this.registered = null;
    this.load(path.join(this.output, `${route}.js`));
    const definition = this.registered as Record<string, unknown> | null;
    if (!definition) throw new Error(`${route} registers no page`);
    this.definitions.set(route, definition);
    return definition;
  }

  /** All the words on the present page, in order. */
  words(): string {
    return wordsOf(this.current?.data.root).join(' ');
  }

  /** Waits until the page says these words: a busy machine draws late. */
  async says(words: string): Promise<void> {
    const began = Date.now();
    while (!this.words().includes(words)) {
      if (Date.now() - began > 8000) throw new Error(`the page does not say ${words}, but: ${this.words()}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Taps the smallest thing that shows exactly these words, as a finger would. */
  async tap(words: string): Promise<void> {
    await this.says(words);
    // WeChat tells of a tap on elements; the words themselves are none.
    const node = chainTo(this.current?.data.root, words).filter(({ v }) => v === undefined);
    if (node.length === 0) throw new Error(`nothing on the page says ${words}`);
    const page = this.current as WechatPage & { eh(event: unknown): void };
    const target = { id: node[0]?.sid, dataset: { sid: node[0]?.sid } };
    for (const { sid } of node) {
      const event = {
        type: 'tap',
        timeStamp: Date.now(),
        detail: {},
        target,
        currentTarget: { id: sid, dataset: { sid } },
      };
      page.eh(event);
    }
  }

  private setData(data: WechatPage['data']) {
    return (changes: Record<string, unknown>, done?: () => void) => {
      for (const [name, value] of Object.entries(changes)) setAt(data, name, value);
      if (done) setTimeout(done, 0);
    };
  }

  private load(file: string): unknown {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.modules.set(file, module);
    const source = `(function (require, module, exports, App, Page, Component) {${readFileSync(file, 'utf8')}\n})`;
    const run = vm.runInContext(source, this.context, { filename: file }) as (...given: unknown[]) => void;
    const register = (definition: Record<string, unknown>) => {
      this.registered = definition;
    };
    const require = (name: string) =>
      this.load(path.resolve(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`));
    run(require, module, module.exports, register, register, register);
    return module.exports;
  }

  private wx() {
    const nothing = () => ({});
    const go = ({ url, success }: Options) => {
      this.opened.push(String(url));
      success?.({});
    };
    return {
      ...Object.fromEntries(silent.map((name) => [name, nothing])),
      navigateTo: go,
      redirectTo: go,
      switchTab: go,
      reLaunch: go,
      navigateBack: ({ success }: Options = {}) => success?.({}),
      showToast: ({ success }: Options = {}) => success?.({}),
      setNavigationBarTitle: ({ success }: Options) => success?.({}),
      nextTick: (run: () => void) => setTimeout(run, 0),
      canIUse: () => true,
      getSystemInfoSync: () => ({
        windowWidth: 375,
        windowHeight: 700,
        SDKVersion: '3.0.0',
        platform: 'ios',
      }),
      getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
      getAppBaseInfo: () => ({ SDKVersion: '3.0.0' }),
      getDeviceInfo: () => ({ platform: 'ios' }),
      getSystemSetting: nothing,
      getAppAuthorizeSetting: nothing,
      getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
      getEnterOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: 1001 }),
      getStorageSync: (key: string) => this.storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => this.storage.set(key, value),
      removeStorageSync: (key: string) => this.storage.delete(key),
      getLocation: ({ success }: Options) => setTimeout(() => success?.(this.location), 1),
      request: (options: Options) => this.request(options),
    };
  }

  /** Like `wx.request`: success for every status, the text read as JSON inside the page's own realm. */
  private request({ url, method = 'GET', header, data, success, fail }: Options) {
    const { pathname, search } = new URL(String(url));
    const body = method === 'GET' ? null : ((data as string | undefined) ?? null);
    fetch(`${this.api}${pathname}${search}`, { method: String(method), headers: header as HeadersInit, body })
      .then(async (answer) => {
        const text = await answer.text();
        const parse = vm.runInContext('JSON.parse', this.context) as (text: string) => unknown;
        success?.({ statusCode: answer.status, header: {}, data: text ? parse(text) : '' });
      })
      .catch((why) => fail?.({ errMsg: `request:fail ${why}` }));
    return { abort: () => undefined };
  }
}

function setAt(data: object, name: string, value: unknown): void {
  const steps = name.replace(/\.?\[(\d+)\]/g, '.$1').split('.');
  let at = data as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {};
    at = at[step] as Record<string, unknown>;
  }
  at[steps[steps.length - 1] as string] = value === undefined ? null : JSON.parse(JSON.stringify(value));
}

const childrenOf = (node: PageNode): PageNode[] => Object.values(node.cn ?? []);

function wordsOf(node: PageNode | undefined): string[] {
  if (!node) return [];
  return [...(node.v ? [node.v] : []), ...childrenOf(node).flatMap(wordsOf)];
}

/** From the node that shows the words up to the page: the way a tap bubbles. */
function chainTo(node: PageNode | undefined, words: string): PageNode[] {
  if (!node) return [];
  for (const child of childrenOf(node)) {
    const chain = chainTo(child, words);
    if (chain.length > 0) return [...chain, node];
  }
  return node.v === words ? [node] : [];
}
