import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Realm } from './answer';
import { type Views, viewsOf } from './views';

type Definition = Record<string, unknown>;

/** What WeChat forbids: functions made from text. Taro asks for the global object that way, which is let through. */
const prelude = `
globalThis.global = globalThis;
globalThis.eval = undefined;
globalThis.Function = new Proxy(Function, {
  construct() { throw new Error('new Function is forbidden'); },
  apply(_, __, [text]) {
    if (text === 'return this') return () => globalThis;
    throw new Error('Function() is forbidden');
  },
});
globalThis.__give = (function give(value) {
  if (value === null || typeof value !== 'object' || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) return Array.from(value, give);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, give(one)]));
});
globalThis.__bytes = (length) => new Uint8Array(length);
`;

/**
 * One run of the app, from its start until it is killed: its script files in a realm of their own, which has
 * what WeChat's has and nothing of a browser.
 */
export class AppProcess implements Realm {
  readonly failures: string[] = [];
  readonly views: Views;
  alive = true;
  private readonly context: vm.Context;
  private readonly modules = new Map<string, { exports: unknown }>();
  private readonly definitions = new Map<string, Definition>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private registered: Definition | null = null;
  private app: Definition | null = null;

  constructor(
    private readonly output: string,
    private readonly openPages: () => unknown[],
  ) {
    this.views = viewsOf(output);
    const timer = (make: typeof setTimeout | typeof setInterval) => (run: () => void, ms?: number) => {
      const id = make(() => this.run(run), ms) as NodeJS.Timeout;
      this.timers.add(id);
      // None of its timers keeps the tests from ending.
      return id.unref();
    };
    const clear = (id: NodeJS.Timeout | undefined) => {
      clearTimeout(id);
      if (id) this.timers.delete(id);
    };
    this.context = vm.createContext(
      {
        console: { ...console, error: (...said: unknown[]) => this.complain(said.map(String).join(' ')) },
        setTimeout: timer(setTimeout),
        setInterval: timer(setInterval),
        clearTimeout: clear,
        clearInterval: clear,
        getApp: () => this.app,
        getCurrentPages: () => this.openPages(),
      },
      { codeGeneration: { strings: false, wasm: false } },
    );
    vm.runInContext(prelude, this.context);
  }

  /** Runs app.js with this `wx` and starts it. */
  start(wx: object, options: { path: string; query: Record<string, string>; scene: number }): void {
    Object.assign(this.context, { wx });
    this.load(path.join(this.output, 'app.js'));
    this.app = this.registered;
    this.tellApp('onLaunch', options);
    this.tellApp('onShow', options);
  }

  tellApp(moment: 'onLaunch' | 'onShow' | 'onHide', said: object = {}): void {
    const run = this.app?.[moment] as ((said: unknown) => void) | undefined;
    if (run) this.run(() => run.call(this.app, this.give(said)));
  }

  /** Dead at once: no timer fires any more and no answer arrives. */
  die(): void {
    this.alive = false;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  complain(what: string): void {
    if (this.alive) this.failures.push(what);
  }

  run(work: () => void): void {
    if (!this.alive) return;
    try {
      work();
    } catch (thrown) {
      this.complain(String((thrown as Error)?.stack ?? thrown));
    }
  }

  later(work: () => void): void {
    setImmediate(() => this.run(work));
  }

  give<T>(value: T): T {
    return (this.context.__give as (value: T) => T)(value);
  }

  giveBytes(bytes: Buffer): ArrayBuffer {
    const inside = (this.context.__bytes as (length: number) => Uint8Array)(bytes.length);
    inside.set(bytes);
    return inside.buffer as ArrayBuffer;
  }

  /** A page's file registers it once, when it is first opened. */
  definitionOf(route: string): Definition {
    const known = this.definitions.get(route);
    if (known) return known;
    this.registered = null;
    this.load(path.join(this.output, `${route}.js`));
    const definition = this.registered as Definition | null;
    if (!definition) throw new Error(`${route} registers no page`);
    this.definitions.set(route, definition);
    return definition;
  }

  /** What a page's own configuration asks of WeChat. */
  configOf(route: string): { enablePullDownRefresh?: boolean } {
    return JSON.parse(readFileSync(path.join(this.output, `${route}.json`), 'utf8'));
  }

  private load(file: string): unknown {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.modules.set(file, module);
    const source = `(function (require, module, exports, App, Page, Component) {${readFileSync(file, 'utf8')}\n})`;
    const run = vm.runInContext(source, this.context, { filename: file }) as (...given: unknown[]) => void;
    const register = (definition: Definition) => {
      this.registered = definition;
    };
    const require = (name: string) =>
      this.load(path.resolve(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`));
    run(require, module, module.exports, register, register, register);
    return module.exports;
  }
}
