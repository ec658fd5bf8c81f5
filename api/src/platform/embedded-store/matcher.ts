import { BSONRegExp } from 'bson';
import type { Filter, Leaf } from './filter';
import {
  compareValues,
  type Doc,
  equalValues,
  type Found,
  getField,
  isDoc,
  isNumber,
  numeric,
  RANK,
  rankOf,
  typeCode,
  type Value,
} from './values';

export type Matcher = (doc: Doc) => boolean;
type Test = (value: Found) => boolean;

/** Turns a parsed filter into a function. */
export function compileMatcher(filter: Filter): Matcher {
  switch (filter.kind) {
    case 'and': {
      const all = filter.children.map(compileMatcher);
      return (doc) => all.every((matches) => matches(doc));
    }
    case 'or': {
      const any = filter.children.map(compileMatcher);
      return (doc) => any.some((matches) => matches(doc));
    }
    case 'not': {
      const matches = compileMatcher(filter.child);
      return (doc) => !matches(doc);
    }
    case 'elemMatch': {
      const parts = filter.path.split('.');
      const element = compileElement(filter.child, filter.onValues);
      return (doc) => reaches(doc, parts, 0, false, (v) => Array.isArray(v) && v.some(element));
    }
    default: {
      const parts = filter.path.split('.');
      const { test, spread } = compileLeaf(filter);
      return (doc) => reaches(doc, parts, 0, spread, test);
    }
  }
}

/** What an array's element must be for $elemMatch. */
export function compileElement(child: Filter, onValues: boolean): (element: Value) => boolean {
  if (onValues) return compileValueTest(child);
  const matches = compileMatcher(child);
  return (element) => {
    if (isDoc(element)) return matches(element);
    // An inner array is taken as a document with its positions as names.
    return Array.isArray(element) && matches({ ...element } as unknown as Doc);
  };
}

/** Operators applied to the element itself; an array inside the array is not entered. */
export function compileValueTest(filter: Filter): Test {
  switch (filter.kind) {
    case 'and': {
      const all = filter.children.map(compileValueTest);
      return (v) => all.every((test) => test(v));
    }
    case 'or': {
      const any = filter.children.map(compileValueTest);
      return (v) => any.some((test) => test(v));
    }
    case 'not': {
      const test = compileValueTest(filter.child);
      return (v) => !test(v);
    }
    case 'elemMatch': {
      const element = compileElement(filter.child, filter.onValues);
      return (v) => Array.isArray(v) && v.some(element);
    }
    default: {
      const { test, spread } = compileLeaf(filter);
      return (v) => (spread && Array.isArray(v) && v.some(test)) || test(v);
    }
  }
}

const NUMBER = /^\d+$/;

/**
 * Whether the test holds for anything the path leads to. Arrays on the way are entered one level deep; with
 * `spread`, an array at the end counts as its elements and as itself.
 */
function reaches(value: Found, parts: string[], at: number, spread: boolean, test: Test): boolean {
  if (at === parts.length) {
    if (spread && Array.isArray(value) && value.some(test)) return true;
    return test(value);
  }
  const part = parts[at] as string;
  if (isDoc(value)) return reaches(getField(value, part), parts, at + 1, spread, test);
  if (!Array.isArray(value)) return test(undefined);
  if (value.some((element) => isDoc(element) && reaches(element, parts, at, spread, test))) return true;
  const index = NUMBER.test(part) ? Number(part) : -1;
  return index >= 0 && index < value.length && reaches(value[index], parts, at + 1, spread, test);
}

/** Every value the path leads to; an array at its end gives its elements. */
export function valuesAt(doc: Doc, parts: string[]): Value[] {
  const found: Value[] = [];
  reaches(doc, parts, 0, false, (v) => {
    if (Array.isArray(v)) found.push(...v);
    else if (v !== undefined) found.push(v);
    return false;
  });
  return found;
}

function compileLeaf(leaf: Leaf): { test: Test; spread: boolean } {
  switch (leaf.kind) {
    case 'exists':
      return { spread: false, test: (v) => v !== undefined };
    case 'size':
      return { spread: false, test: (v) => Array.isArray(v) && v.length === leaf.size };
    case 'type':
      return { spread: true, test: (v) => v !== undefined && leaf.codes.includes(typeCode(v)) };
    case 'regex':
      return { spread: true, test: regexTest(leaf.pattern, leaf.source) };
    case 'mod':
      return { spread: true, test: modTest(leaf.divisor, leaf.remainder) };
    case 'in': {
      const tests = [membership(leaf.operands), ...leaf.patterns.map((p) => regexTest(p))];
      return { spread: true, test: (v) => tests.some((test) => test(v)) };
    }
    default:
      return { spread: true, test: comparison(leaf.kind, leaf.operand) };
  }
}

const regexTest =
  (pattern: RegExp, source?: BSONRegExp): Test =>
  (v) =>
    typeof v === 'string'
      ? pattern.test(v)
      : v instanceof BSONRegExp && source !== undefined && equalValues(v, source);

const modTest =
  (divisor: bigint, remainder: bigint): Test =>
  (v) => {
    if (!isNumber(v)) return false;
    const n = numeric(v);
    return (
      Number.isFinite(Number(n)) && BigInt(typeof n === 'number' ? Math.trunc(n) : n) % divisor === remainder
    );
  };

function membership(operands: Value[]): Test {
  // Strings are looked up; the rest, usually few, compared.
  const strings = new Set(operands.filter((x) => typeof x === 'string'));
  const others = operands.filter((x) => typeof x !== 'string');
  return (v) => (typeof v === 'string' ? strings.has(v) : others.some((x) => equalValues(v, x)));
}

/** Comparison within the operand's type only; null also stands for a missing field. */
function comparison(kind: 'eq' | 'gt' | 'gte' | 'lt' | 'lte', operand: Value): Test {
  if (kind === 'eq') {
    if (typeof operand === 'string') return (v) => v === operand;
    return (v) => equalValues(v, operand);
  }
  const rank = rankOf(operand);
  const anyType = rank === RANK.min || rank === RANK.max;
  const equalToo = kind === 'gte' || kind === 'lte';
  const up = kind === 'gt' || kind === 'gte';
  const notNumber = isNumber(operand) && Number.isNaN(Number(numeric(operand)));
  return (v) => {
    if (!anyType && rankOf(v) !== rank) return false;
    // Not-a-number is equal to itself and neither above nor below anything.
    if (rank === RANK.number && (notNumber || Number.isNaN(Number(numeric(v)))))
      return equalToo && equalValues(v, operand);
    if (v === undefined && anyType) return false;
    const c = compareValues(v, operand);
    return c === 0 ? equalToo : up ? c > 0 : c < 0;
  };
}

/** The top-level fields a filter looks at. */
export function topFields(filter: Filter, into = new Set<string>()): Set<string> {
  if (filter.kind === 'and' || filter.kind === 'or')
    for (const child of filter.children) topFields(child, into);
  else if (filter.kind === 'not') topFields(filter.child, into);
  else if ('path' in filter) into.add(filter.path.split('.', 1)[0] as string);
  return into;
}
