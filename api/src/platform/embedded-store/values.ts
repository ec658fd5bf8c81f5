import { Binary, BSONRegExp, Double, type Long, type MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { StoreError } from './errors';

/**
 * How a stored value looks in memory. Number types survive a round trip: an int32 is a JS number, a long a
 * bigint, a double a JS number unless the encoder would take it for an int32; then it is wrapped in Double.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Double
  | Binary
  | ObjectId
  | Timestamp
  | BSONRegExp
  | MinKey
  | MaxKey
  | Value[]
  | Doc;
export type Doc = { [field: string]: Value };
/** What a path leads to: a value or nothing. */
export type Found = Value | undefined;

/** MongoDB's order between types; undefined means a missing field and sorts with null. */
export const RANK = {
  min: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  bool: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  max: 13,
} as const;

export function rankOf(v: Found): number {
  switch (typeof v) {
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.bool;
    case 'undefined':
      return RANK.null;
  }
  if (v === null) return RANK.null;
  if (Array.isArray(v)) return RANK.array;
  if (isDoc(v)) return RANK.object;
  if (v instanceof Date) return RANK.date;
  if (v instanceof ObjectId) return RANK.objectId;
  if (v instanceof Double) return RANK.number;
  if (v instanceof Binary) return RANK.binary;
  if (v instanceof Timestamp) return RANK.timestamp;
  if (v instanceof BSONRegExp) return RANK.regex;
  if (v instanceof MinKey) return RANK.min;
  return RANK.max;
}

export const isDoc = (v: unknown): v is Doc =>
  typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === Object.prototype;

export const getField = (doc: Doc, field: string): Found =>
  Object.hasOwn(doc, field) ? doc[field] : undefined;

/** Sets a field also when it has a name that JavaScript treats specially. */
export function setField(doc: Doc, field: string, value: Value): void {
  if (field === '__proto__')
    Object.defineProperty(doc, field, { value, enumerable: true, configurable: true, writable: true });
  else doc[field] = value;
}

/** The plain JS number (or bigint) of a numeric value. */
export const numeric = (v: Found): number | bigint =>
  v instanceof Double ? v.value : (v as number | bigint);

export const isNumber = (v: Found): v is number | bigint | Double =>
  typeof v === 'number' || typeof v === 'bigint' || v instanceof Double;

const isInt32 = (n: number) => (n | 0) === n && !Object.is(n, -0);

/** A JS number as a stored double, kept apart from an int32. */
export const asDouble = (n: number): number | Double => (isInt32(n) ? new Double(n) : n);

export type NumberType = 'int' | 'long' | 'double';
export const numberType = (v: number | bigint | Double): NumberType =>
  typeof v === 'bigint' ? 'long' : typeof v === 'number' && isInt32(v) ? 'int' : 'double';

/** Adds or multiplies with MongoDB's widening: int to long on overflow, anything with a double is a double. */
export function arithmetic(op: '+' | '*', a: number | bigint | Double, b: number | bigint | Double): Value {
  if (numberType(a) === 'double' || numberType(b) === 'double') {
    const [x, y] = [Number(numeric(a)), Number(numeric(b))];
    return asDouble(op === '+' ? x + y : x * y);
  }
  const [x, y] = [BigInt(numeric(a)), BigInt(numeric(b))];
  const result = op === '+' ? x + y : x * y;
  if (BigInt.asIntN(64, result) !== result) throw new StoreError(2, 'integer overflow past 64 bits');
  const long = typeof a === 'bigint' || typeof b === 'bigint';
  return !long && BigInt.asIntN(32, result) === result ? Number(result) : result;
}

const TYPE_CODES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  minKey: -1,
  maxKey: 127,
};
export const typeCodeOf = (alias: string): number | undefined => TYPE_CODES[alias];
const RANK_CODES = [0, -1, 10, 0, 2, 3, 4, 5, 7, 8, 9, 17, 11, 127];

/** The BSON type number of a value, as $type compares it. */
export function typeCode(v: Value): number {
  if (isNumber(v)) return { int: 16, long: 18, double: 1 }[numberType(v)];
  return RANK_CODES[rankOf(v)] as number;
}

/** MongoDB's name of a value's type, for messages. */
export function typeName(v: Found): string {
  if (v === undefined) return 'missing';
  const code = typeCode(v);
  return Object.keys(TYPE_CODES).find((alias) => TYPE_CODES[alias] === code) ?? 'unknown';
}

const sign = (a: number | bigint, b: number | bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** Strings compare by code point (as UTF-8 bytes do), not by UTF-16 unit. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above every other unit.
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return sign(a, b);
}

function compareDocs(a: Doc, b: Doc): number {
  const x = Object.entries(a);
  const y = Object.entries(b);
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [xk, xv] = x[i] as [string, Value];
    const [yk, yv] = y[i] as [string, Value];
    const c = rankOf(xv) - rankOf(yv) || compareStrings(xk, yk) || compareValues(xv, yv);
    if (c) return c;
  }
  return x.length - y.length;
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const c = compareValues(a[i], b[i]);
    if (c) return c;
  }
  return a.length - b.length;
}

/** MongoDB's comparison order over all types. */
export function compareValues(a: Found, b: Found): number {
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference) return difference;
  switch (rank) {
    case RANK.number:
      return compareNumbers(numeric(a), numeric(b));
    case RANK.string:
      return compareStrings(a as string, b as string);
    case RANK.object:
      return compareDocs(a as Doc, b as Doc);
    case RANK.array:
      return compareArrays(a as Value[], b as Value[]);
    case RANK.binary: {
      const [x, y] = [a as Binary, b as Binary];
      return x.position - y.position || x.sub_type - y.sub_type || Buffer.compare(x.value(), y.value());
    }
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case RANK.bool:
      return Number(a) - Number(b);
    case RANK.date:
      return sign((a as Date).getTime(), (b as Date).getTime());
    case RANK.timestamp:
      return (a as Timestamp).compare(b as unknown as Long);
    case RANK.regex: {
      const [x, y] = [a as BSONRegExp, b as BSONRegExp];
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    default:
      return 0;
  }
}

export const equalValues = (a: Found, b: Found): boolean => compareValues(a, b) === 0;
