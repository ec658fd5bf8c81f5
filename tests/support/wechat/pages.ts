import { asyncCall, type Options, Refusal } from './answer';
import type { AppProcess } from './app-process';
import { chainsOf, type ViewNode } from './views';

/** A page of the app that is open, with the methods the app gave it. */
export interface LivePage {
  route: string;
  options: Record<string, string>;
  data: Record<string, unknown>;
  /** Grows with every change of the data. */
  drawn: number;
  [method: string]: unknown;
}

export interface Manifest {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  tabBar?: { list: { pagePath: string }[] };
  preloadRule?: Record<string, { network?: string; packages: string[] }>;
  requiredPrivateInfos?: string[];
  permission?: object;
}

const MOST = 10;
const MAIN = '';

/** The pages one on another, as WeChat keeps them: tabs stay alive, ten pages at most. */
export class PageStack {
  private readonly tabs = new Map<string, LivePage>();
  readonly stack: LivePage[] = [];
  private views = new Map<LivePage, { drawn: number; view: ViewNode }>();

  constructor(
    private readonly app: AppProcess,
    private readonly manifest: Manifest,
    /** Subpackages this phone has: they come over the network when first opened. */
    private readonly packages: Set<string>,
    private readonly online: () => boolean,
  ) {}

  get top(): LivePage {
    const top = this.stack[this.stack.length - 1];
    if (!top) throw new Error('no page is open: launch the app first');
    return top;
  }

  /** What the page in front shows, drawn by its own template. */
  view(): ViewNode {
    const page = this.top;
    const known = this.views.get(page);
    if (known && known.drawn === page.drawn) return known.view;
    const view = this.app.views.draw(page.route, page.data);
    this.views.set(page, { drawn: page.drawn, view });
    return view;
  }

  navigateTo(url: string): void {
    const { route, query } = this.read(url);
    if (this.isTab(route)) throw new Refusal('can not navigateTo a tabbar page');
    if (this.stack.length >= MOST) throw new Refusal('webview count limit exceed');
    this.reach(route);
    this.hide();
    this.open(route, query);
  }

  redirectTo(url: string): void {
    const { route, query } = this.read(url);
    if (this.isTab(route)) throw new Refusal('can not redirectTo a tabbar page');
    this.reach(route);
    this.unload(this.stack.pop());
    this.open(route, query);
  }

  switchTab(url: string): void {
    const { route } = this.read(url);
    if (!this.isTab(route)) throw new Refusal('can not switch to no-tabBar page');
    if (this.stack.length === 1 && this.top.route === route) return;
    const [bottom] = this.stack;
    for (const page of this.stack.splice(0).reverse()) {
      if (page === bottom && this.isTab(page.route)) {
        if (page.route !== route) this.tell(page, 'onHide');
      } else this.unload(page);
    }
    const kept = this.tabs.get(route);
    if (!kept) this.tabs.set(route, this.open(route, {}));
    else {
      this.stack.push(kept);
      this.tell(kept, 'onShow');
    }
  }

  reLaunch(url: string): void {
    const { route, query } = this.read(url);
    this.reach(route);
    const open = new Set([...this.stack.splice(0), ...this.tabs.values()]);
    this.tabs.clear();
    for (const page of [...open].reverse()) this.unload(page);
    const page = this.open(route, query);
    if (this.isTab(route)) this.tabs.set(route, page);
  }

  navigateBack(delta = 1): void {
    if (this.stack.length < 2) throw new Refusal('cannot navigate back at first page.');
    for (const page of this.stack.splice(Math.max(1, this.stack.length - delta)).reverse()) this.unload(page);
    this.tell(this.top, 'onShow');
  }

  hide(): void {
    if (this.stack.length > 0) this.tell(this.top, 'onHide');
  }

  show(): void {
    this.tell(this.top, 'onShow');
  }

  /** Lets an element tell of an event: it goes up to the page until something catches it. */
  fire(
    type: string,
    chain: readonly ViewNode[],
    detail: object = {},
    told = type,
    besides: object = {},
  ): void {
    const page = this.top;
    const [target] = chain;
    for (const node of chain) {
      const handler = node.attr?.[`bind${type}`] ?? node.attr?.[`bind:${type}`];
      const caught = node.attr?.[`catch${type}`] ?? node.attr?.[`catch:${type}`];
      const name = String(handler ?? caught ?? '');
      if (name) {
        const event = {
          type: told,
          timeStamp: Date.now(),
          detail,
          target: named(target),
          currentTarget: named(node),
          ...besides,
        };
        this.tell(page, name, event);
      }
      // Only touches go up; what a field or a map tells stays with it.
      if (caught || !/^(tap|touch|longpress)/.test(type)) return;
    }
  }

  /** Pulled down at its top: told to pages whose configuration asks for it, as WeChat does. */
  pullDown(): void {
    const { route } = this.top;
    if (!this.app.configOf(route).enablePullDownRefresh) throw new Error(`${route} cannot be pulled down`);
    this.tell(this.top, 'onPullDownRefresh');
  }

  /** The element with what lies above it, found again in what is drawn now. */
  chains(): ViewNode[][] {
    return chainsOf(this.view());
  }

  private read(url: string): { route: string; query: Record<string, string> } {
    const [where = '', search = ''] = url.split('?');
    const route = where.startsWith('/')
      ? where.slice(1)
      : new URL(where, `http://app/${this.stack.at(-1)?.route ?? ''}`).pathname.slice(1);
    if (this.packageOf(route) === null) throw new Refusal(`page "${route}" is not found`);
    // WeChat leaves the values as they were written; the app decodes them.
    const query = Object.fromEntries(
      search
        .split('&')
        .filter(Boolean)
        .map((pair) => {
          const at = pair.indexOf('=');
          return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
        }),
    );
    return { route, query };
  }

  private isTab(route: string): boolean {
    return this.manifest.tabBar?.list.some(({ pagePath }) => pagePath === route) ?? false;
  }

  private packageOf(route: string): string | null {
    if (this.manifest.pages.includes(route)) return MAIN;
    const found = this.manifest.subPackages?.find(({ root, pages }) =>
      pages.some((page) => `${root}/${page}` === route),
    );
    return found?.root ?? null;
  }

  /** Loads the subpackage of a page; without a network only when the phone already has it. */
  private reach(route: string): void {
    const root = this.packageOf(route) ?? MAIN;
    if (root === MAIN || this.packages.has(root)) return;
    if (!this.online()) throw new Refusal('timeout');
    this.packages.add(root);
  }

  private preload(route: string): void {
    const rule = this.manifest.preloadRule?.[route];
    if (rule && this.online()) for (const root of rule.packages) this.packages.add(root);
  }

  private open(route: string, query: Record<string, string>): LivePage {
    const definition = this.app.definitionOf(route);
    const page = {
      ...definition,
      route,
      options: this.app.give(query),
      data: JSON.parse(JSON.stringify(definition.data ?? {})),
      drawn: 0,
    } as LivePage;
    page.setData = (changes: Record<string, unknown>, done?: () => void) => {
      for (const [name, value] of Object.entries(changes)) setAt(page.data, name, value);
      page.drawn++;
      if (done) this.app.later(done);
    };
    page.getTabBar = () => null;
    page.selectComponent = () => null;
    this.stack.push(page);
    this.tell(page, 'onLoad', page.options);
    this.tell(page, 'onShow');
    this.tell(page, 'onReady');
    this.preload(route);
    return page;
  }

  private unload(page: LivePage | undefined): void {
    if (!page) return;
    this.views.delete(page);
    this.tell(page, 'onUnload');
  }

  private tell(page: LivePage, method: string, said?: object): void {
    const run = page[method] as ((said?: unknown) => void) | undefined;
    if (run) this.app.run(() => run.call(page, said === undefined ? undefined : this.app.give(said)));
  }

  wx() {
    const go = (name: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch') =>
      asyncCall(this.app, name, ({ url }: Options) => {
        this[name](String(url));
        return {};
      });
    return {
      navigateTo: go('navigateTo'),
      redirectTo: go('redirectTo'),
      switchTab: go('switchTab'),
      reLaunch: go('reLaunch'),
      navigateBack: asyncCall(this.app, 'navigateBack', ({ delta }: Options) => {
        this.navigateBack(Number(delta ?? 1));
        return {};
      }),
    };
  }
}

function named(node: ViewNode | undefined) {
  const dataset = Object.fromEntries(
    Object.entries(node?.attr ?? {})
      .filter(([name]) => name.startsWith('data-'))
      .map(([name, value]) => [name.slice(5), value]),
  );
  return { id: String(node?.attr?.id ?? ''), dataset };
}

/** `root.cn.[0].v` in the page's data. What is undefined does not reach the view, as in WeChat. */
function setAt(data: object, name: string, value: unknown): void {
  if (value === undefined) return;
  const steps = name.replace(/\.?\[(\d+)\]/g, '.$1').split('.');
  let at = data as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {};
    at = at[step] as Record<string, unknown>;
  }
  at[steps[steps.length - 1] as string] = JSON.parse(JSON.stringify(value));
}
