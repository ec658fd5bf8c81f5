import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
// @ts-expect-error the package has no types
import { wxmlToJs } from 'miniprogram-compiler';

/** An element as WeChat draws it: attributes in camelCase, events as `bindtap`, words as plain text. */
export interface ViewNode {
  tag: string;
  attr?: Record<string, unknown>;
  children: (ViewNode | string)[];
}
type Draw = (data: unknown) => ViewNode;

const compiled = new Map<string, Views>();

/** The templates of a build, compiled by WeChat's own compiler: once for all tests of a file. */
export function viewsOf(output: string): Views {
  const known = compiled.get(output) ?? new Views(output);
  compiled.set(output, known);
  return known;
}

export class Views {
  readonly complaints: string[] = [];
  private readonly find: (file: string) => Draw | undefined;
  private readonly parse: (text: string) => unknown;
  private readonly components = new Map<string, Record<string, string>>();

  constructor(private readonly output: string) {
    const complain = (...said: unknown[]) => this.complaints.push(said.map(String).join(' '));
    const context = vm.createContext({ console: { log: complain, warn: complain, error: complain } });
    this.parse = vm.runInContext('JSON.parse', context) as typeof this.parse;
    const script = `(function () { var window = globalThis; ${wxmlToJs(output)} })()`;
    this.find = vm.runInContext(script, context) as typeof this.find;
  }

  /** Draws a page or component of the build with its data; components inside it are drawn in their place. */
  draw(name: string, data: unknown): ViewNode {
    const draw = this.find(`${name}.wxml`);
    if (!draw) throw new Error(`${name}.wxml was not compiled`);
    // The compiled templates know only objects of their own realm.
    const view = draw(this.parse(JSON.stringify(data)));
    return this.withComponents(view, this.componentsOf(name));
  }

  private withComponents(node: ViewNode, used: Record<string, string>): ViewNode {
    const component = used[node.tag.replace(/^wx-/, '')];
    if (component) return this.draw(component, node.attr ?? {});
    const children = node.children.map((child) =>
      typeof child === 'object' ? this.withComponents(child, used) : child,
    );
    return { ...node, children };
  }

  private componentsOf(name: string): Record<string, string> {
    const known = this.components.get(name);
    if (known) return known;
    const { usingComponents = {} } = JSON.parse(
      readFileSync(path.join(this.output, `${name}.json`), 'utf8'),
    ) as { usingComponents?: Record<string, string> };
    const found = Object.fromEntries(
      Object.entries(usingComponents).map(([tag, where]) => [tag, path.join(path.dirname(name), where)]),
    );
    this.components.set(name, found);
    return found;
  }
}

const elements = (node: ViewNode): ViewNode[] =>
  node.children.filter((child): child is ViewNode => typeof child === 'object');

/** What a person reads on it, in order: words, and what stands in its fields. */
export function wordsOf(node: ViewNode): string {
  const own = [node.attr?.value, node.attr?.placeholder].find((text) => typeof text === 'string' && text);
  const field = node.tag === 'wx-input' || node.tag === 'wx-textarea' ? [String(own ?? '')] : [];
  const inside = node.children.map((child) => (typeof child === 'object' ? wordsOf(child) : String(child)));
  return [...field, ...inside].filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** What a person calls it: its label, or else its words. */
export function nameOf(node: ViewNode): string {
  const label = node.attr?.ariaLabel;
  return typeof label === 'string' && label ? label : wordsOf(node);
}

export const isOff = (node: ViewNode): boolean =>
  [node.attr?.ariaDisabled, node.attr?.disabled].some((off) => off === true || off === 'true');

export type Called = string | RegExp;
const isCalled = (called: Called, name: string) =>
  typeof called === 'string' ? name === called : called.test(name);

/** Ways down to the smallest elements of that name, each from the element up to the page. */
export function chainsTo(node: ViewNode, called: Called): ViewNode[][] {
  const below = elements(node).flatMap((child) => chainsTo(child, called).map((chain) => [...chain, node]));
  if (below.length > 0) return below;
  return isCalled(called, nameOf(node)) || isCalled(called, wordsOf(node)) ? [[node]] : [];
}

/** All elements in the order they are drawn, each with the way up to the page. */
export function chainsOf(node: ViewNode, above: ViewNode[] = []): ViewNode[][] {
  const chain = [node, ...above];
  return [chain, ...elements(node).flatMap((child) => chainsOf(child, chain))];
}
