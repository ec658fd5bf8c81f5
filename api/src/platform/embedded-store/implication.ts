import type { Filter, Leaf } from './filter';
import { compileMatcher } from './matcher';
import {
  compareValues,
  type Doc,
  equalValues,
  type Found,
  isNumber,
  rankOf,
  setField,
  type Value,
} from './values';

/** Whether every match of the leaf has its field, and not as null. */
export function provesPresence(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case 'eq':
    case 'gte':
    case 'lte':
      return leaf.operand !== null;
    case 'in':
      return !leaf.operands.some((v) => v === null);
    default:
      return true;
  }
}

/** Whether everything the leaves match is certain to match the filter of a partial index. */
export function implies(leaves: Leaf[], filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.children.every((child) => implies(leaves, child));
    case 'or':
      return filter.children.some((child) => implies(leaves, child));
    case 'not':
    case 'elemMatch':
      return false;
    default:
      return leaves.some((leaf) => leaf.path === filter.path && leafImplies(leaf, filter));
  }
}

function leafImplies(leaf: Leaf, wanted: Leaf): boolean {
  if (wanted.kind === 'exists') return provesPresence(leaf);
  if (leaf.kind === 'eq') return holds(leaf.operand, wanted);
  if (leaf.kind === 'in') return leaf.patterns.length === 0 && leaf.operands.every((v) => holds(v, wanted));
  if (leaf.kind === 'type' && wanted.kind === 'type')
    return leaf.codes.every((c) => wanted.codes.includes(c));
  if (!('operand' in leaf) || !('operand' in wanted)) return false;
  return rangeImplies(leaf.kind, leaf.operand, wanted.kind, wanted.operand);
}

/** Whether a document whose field equals the value matches; an array is not decided here. */
function holds(value: Value, wanted: Leaf): boolean {
  if (Array.isArray(value) || Array.isArray('operand' in wanted ? wanted.operand : null)) return false;
  // Equal numbers may be stored as any of the three number types.
  if (wanted.kind === 'type' && isNumber(value)) return [1, 16, 18].every((c) => wanted.codes.includes(c));
  const doc: Doc = {};
  setField(doc, 'field', value);
  return compileMatcher({ ...wanted, path: 'field' })(doc);
}

function rangeImplies(kind: string, at: Found, wantedKind: string, limit: Found): boolean {
  if (rankOf(at) !== rankOf(limit) || kind[0] !== wantedKind[0]) return false;
  if (!kind.startsWith('g') && !kind.startsWith('l')) return equalValues(at, limit) && kind === wantedKind;
  const c = compareValues(at, limit) * (kind.startsWith('g') ? 1 : -1);
  return c > 0 || (c === 0 && (kind === wantedKind || wantedKind.endsWith('e')));
}
