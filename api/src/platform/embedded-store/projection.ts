import { decode, encode, pickFields } from './bson-read';
import { badValue, StoreError, unsupported } from './errors';
import { parseFilter } from './filter';
import { compileElement } from './matcher';
import { type Doc, isDoc, isNumber, numeric, setField, type Value } from './values';

type Node = { children: Map<string, Node>; leaf?: Leaf };
type Leaf = { keep: boolean } | { change: (v: Value) => Value | undefined; keep: boolean };
export type Projection = {
  /** From stored bytes to the bytes that are sent. */
  apply: (bytes: Uint8Array) => Uint8Array;
  /** The only top-level fields it looks at; undefined when it may look at all. */
  reads?: ReadonlySet<string>;
};

/** Compiles a find projection; undefined means whole documents. */
export function compileProjection(spec: Doc): Projection | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  const { root, include } = parseProjection(spec);
  const names = new Set(root.children.keys());
  const reads = include ? names : undefined;
  // Whole fields are copied as they are stored.
  const whole = [...root.children.values()].every(({ leaf }) => leaf && !('change' in leaf));
  if (whole) return { reads, apply: (bytes) => pickFields(bytes, names, include) };
  return { reads, apply: (bytes) => encode(project(decode(bytes, reads), root, include) as Doc) };
}

/** The same for a document in memory. */
export function compileDocumentProjection(spec: Doc): (doc: Doc) => Doc {
  const { root, include } = parseProjection(spec);
  return (doc) => project(doc, root, include) as Doc;
}

function parseProjection(spec: Doc): { root: Node; include: boolean } {
  const fields = Object.entries(spec);
  const root: Node = { children: new Map() };
  let including: boolean | undefined;
  let id = true;
  for (const [path, value] of fields) {
    const leaf = parseLeaf(path, value);
    const plain = !('change' in leaf);
    if (path === '_id' && plain) {
      id = leaf.keep;
      // {_id: 1} alone is an inclusion of nothing else, {_id: 0} alone an exclusion.
      if (fields.length === 1) including = leaf.keep;
      continue;
    }
    if (plain || isElemMatch(value)) including = agree(including, leaf.keep, path);
    add(root, path, leaf);
  }
  const include = including ?? false;
  if (id === include) add(root, '_id', { keep: id });
  return { root, include };
}

const isElemMatch = (v: Value) => isDoc(v) && '$elemMatch' in v;

function agree(including: boolean | undefined, keep: boolean, path: string): boolean {
  if (including !== undefined && including !== keep)
    throw new StoreError(
      keep ? 31253 : 31254,
      `Cannot do ${keep ? 'inclusion' : 'exclusion'} on field ${path} in ${keep ? 'exclusion' : 'inclusion'} projection`,
    );
  return keep;
}

function parseLeaf(path: string, value: Value): Leaf {
  if (path.split('.').some((part) => part.startsWith('$')) || path === '')
    throw unsupported(`the positional projection '${path}'`);
  if (typeof value === 'boolean') return { keep: value };
  if (isNumber(value)) return { keep: Number(numeric(value)) !== 0 };
  const [operator, operand] = isDoc(value) ? (Object.entries(value)[0] ?? []) : [];
  if (operator === '$slice') return { keep: true, change: slice(operand as Value) };
  if (operator === '$elemMatch') return { keep: true, change: firstMatch(operand as Value) };
  throw unsupported(`the projection of '${path}' as ${operator ?? 'an expression'}`);
}

function slice(operand: Value): (v: Value) => Value {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map((n) => {
    if (!isNumber(n)) throw badValue('First argument to $slice must be a number');
    return Number(numeric(n));
  });
  const [first, count] = numbers as [number, number | undefined];
  if (count !== undefined && count <= 0)
    throw new StoreError(28724, 'Second argument to $slice must be a positive number');
  return (v) => {
    if (!Array.isArray(v)) return v;
    if (count === undefined) return first >= 0 ? v.slice(0, first) : v.slice(first);
    const start = first < 0 ? Math.max(0, v.length + first) : first;
    return v.slice(start, start + count);
  };
}

function firstMatch(operand: Value): (v: Value) => Value | undefined {
  const parsed = parseFilter({ element: { $elemMatch: operand } });
  if (parsed.kind !== 'elemMatch') throw badValue('elemMatch: Invalid argument');
  const matches = compileElement(parsed.child, parsed.onValues);
  return (v) => {
    const found = Array.isArray(v) ? v.find(matches) : undefined;
    return found === undefined ? undefined : [found];
  };
}

function add(root: Node, path: string, leaf: Leaf): void {
  let node = root;
  for (const part of path.split('.')) {
    if (node.leaf) throw new StoreError(31249, `Path collision at ${path}`);
    let next = node.children.get(part);
    if (!next) {
      next = { children: new Map() };
      node.children.set(part, next);
    }
    node = next;
  }
  if (node.leaf || node.children.size) throw new StoreError(31250, `Path collision at ${path}`);
  node.leaf = leaf;
}

/** Arrays on the way are gone through; in an inclusion, what is no object there is left out. */
function project(value: Value, node: Node, include: boolean): Value | undefined {
  if (Array.isArray(value))
    return value.flatMap((element) => {
      const kept = project(element, node, include);
      return kept === undefined ? [] : [kept];
    });
  if (!isDoc(value)) return include ? undefined : value;
  const out: Doc = {};
  for (const [field, v] of Object.entries(value)) {
    const next = node.children.get(field);
    let kept: Value | undefined;
    if (!next) kept = include ? undefined : v;
    else if (!next.leaf) kept = project(v, next, include);
    else if ('change' in next.leaf) kept = next.leaf.change(v);
    else kept = next.leaf.keep ? v : undefined;
    if (kept !== undefined) setField(out, field, kept);
  }
  return out;
}
