import type { Filter, Leaf } from './filter';
import { encodeValue, invert, tagOf } from './index-keys';
import { isNumber, numeric, RANK, rankOf, type Value } from './values';

/** A place between encoded values: before or after everything that starts with these bytes. */
export type Cut = { bytes: Buffer; after: boolean };
/** What a filter says about one field: single values, or a range; `exact` when it says no more than that. */
export type Bound =
  | { kind: 'points'; points: Buffer[]; exact: boolean }
  | { kind: 'range'; from: Cut; to: Cut; exact: boolean };

/** The leaves that every match must satisfy, with those inside $elemMatch under their full path. */
export function conjuncts(filter: Filter, prefix = ''): { leaves: Leaf[]; complete: boolean } {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.children.map((child) => conjuncts(child, prefix));
      return { leaves: parts.flatMap((p) => p.leaves), complete: parts.every((p) => p.complete) };
    }
    case 'or':
    case 'not':
      return { leaves: [], complete: false };
    case 'elemMatch': {
      const inside = prefix + filter.path + (filter.onValues ? '' : '.');
      return { leaves: conjuncts(filter.child, inside).leaves, complete: false };
    }
    default:
      return { leaves: [{ ...filter, path: prefix + filter.path }], complete: true };
  }
}

/** The lowest place of a type's values; not-a-number is left out, no comparison includes it. */
const startOf = (rank: number): Cut =>
  rank === RANK.number
    ? { bytes: encodeValue(Number.NEGATIVE_INFINITY), after: false }
    : { bytes: Buffer.from([tagOf(rank)]), after: false };
const endOf = (rank: number): Cut => ({ bytes: Buffer.from([tagOf(rank)]), after: true });

const indexable = (v: Value) => ![RANK.array, RANK.min, RANK.max].includes(rankOf(v) as 1);

/** The index range that holds every match of one leaf, or nothing when an index is of no help. */
export function boundOf(leaf: Leaf): Bound | undefined {
  switch (leaf.kind) {
    case 'eq':
      return indexable(leaf.operand)
        ? { kind: 'points', points: [encodeValue(leaf.operand)], exact: true }
        : undefined;
    case 'in':
      if (leaf.patterns.length || !leaf.operands.every(indexable)) return undefined;
      return { kind: 'points', points: distinct(leaf.operands.map(encodeValue)), exact: true };
    case 'regex':
      return prefixBound(leaf.source.pattern, leaf.source.options);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return rangeBound(leaf.kind, leaf.operand);
    default:
      return undefined;
  }
}

function rangeBound(kind: 'gt' | 'gte' | 'lt' | 'lte', operand: Value): Bound | undefined {
  const rank = rankOf(operand);
  if (!indexable(operand) || rank === RANK.null) return undefined;
  if (isNumber(operand) && Number.isNaN(Number(numeric(operand)))) return undefined;
  const bytes = encodeValue(operand);
  if (kind === 'gt' || kind === 'gte')
    return { kind: 'range', from: { bytes, after: kind === 'gt' }, to: endOf(rank), exact: true };
  return { kind: 'range', from: startOf(rank), to: { bytes, after: kind === 'lte' }, exact: true };
}

/** The literal beginning of an anchored pattern. */
function prefixBound(pattern: string, options: string): Bound | undefined {
  if (options || pattern.includes('|')) return undefined;
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w])+)/.exec(pattern)?.[1];
  if (!literal) return undefined;
  // A quantifier makes the last character optional or repeated.
  const quantified = /^[*+?{]/.test(pattern.slice(literal.length + 1));
  const text = [...literal.replace(/\\(.)/gs, '$1')].slice(0, quantified ? -1 : undefined).join('');
  if (!text) return undefined;
  const bytes = encodeValue(text).subarray(0, -2);
  return { kind: 'range', from: { bytes, after: false }, to: { bytes, after: true }, exact: false };
}

export const distinct = (points: Buffer[]): Buffer[] =>
  points.sort(Buffer.compare).filter((p, i) => i === 0 || !p.equals(points[i - 1] as Buffer));

const successor = (bytes: Buffer): Buffer => {
  const out = Buffer.from(bytes);
  for (let i = out.length - 1; i >= 0; i--) {
    if (out[i] !== 0xff) {
      out[i] = (out[i] as number) + 1;
      return out.subarray(0, i + 1);
    }
  }
  return Buffer.alloc(out.length + 1, 0xff);
};
const placed = (cut: Cut) => (cut.after ? successor(cut.bytes) : cut.bytes);

/** All leaves on one field together. On an array field only one may be used: elements differ. */
export function combine(bounds: Bound[], multikey: boolean): Bound | undefined {
  const points = bounds.filter((b) => b.kind === 'points').sort((a, b) => a.points.length - b.points.length);
  if (points[0]) return { ...points[0], exact: points[0].exact && bounds.length === 1 };
  const ranges = bounds.filter((b) => b.kind === 'range');
  if (!ranges[0]) return undefined;
  if (multikey) return { ...ranges[0], exact: false };
  return ranges.reduce((a, b) => ({
    kind: 'range',
    from: Buffer.compare(placed(a.from), placed(b.from)) >= 0 ? a.from : b.from,
    to: Buffer.compare(placed(a.to), placed(b.to)) <= 0 ? a.to : b.to,
    exact: a.exact && b.exact,
  }));
}

/** One stretch of an index: keys from `from` up to but without `to`. */
export type Interval = { from: Buffer; to: Buffer };

/** The bound of a field as byte stretches in the field's direction, in the order of the index. */
export function intervalsOf(bound: Bound, direction: 1 | -1): Interval[] {
  if (bound.kind === 'range') {
    const { from, to } = bound;
    const [low, high] =
      direction > 0
        ? [from, to]
        : [
            { bytes: invert(to.bytes), after: !to.after },
            { bytes: invert(from.bytes), after: !from.after },
          ];
    return [{ from: placed(low), to: placed(high) }];
  }
  return pointKeys(bound.points, direction).map((p) => ({ from: p, to: successor(p) }));
}

export const pointKeys = (points: Buffer[], direction: 1 | -1): Buffer[] =>
  direction > 0 ? points : points.map(invert).sort(Buffer.compare);
