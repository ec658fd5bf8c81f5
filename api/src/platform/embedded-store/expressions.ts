import { StoreError, unsupported } from './errors';
import {
  arithmetic,
  asDouble,
  compareValues,
  type Doc,
  type Found,
  getField,
  isDoc,
  isNumber,
  numeric,
  rankOf,
  typeName,
  type Value,
} from './values';

/** Computes a value from a document; undefined is MongoDB's "missing". */
export type Expression = (doc: Doc) => Found;

/** Compiles an aggregation expression; operators that are not in the table are refused by name. */
export function compileExpression(e: Value): Expression {
  if (typeof e === 'string' && e.startsWith('$')) return fieldPath(e);
  if (Array.isArray(e)) {
    const items = e.map(compileExpression);
    return (doc) => items.map((item) => item(doc) ?? null);
  }
  if (!isDoc(e)) return () => e;
  const [operator, ...others] = Object.keys(e);
  if (operator?.startsWith('$')) {
    if (others.length)
      throw new StoreError(
        15983,
        `An object representing an expression must have exactly one field: ${Object.keys(e).join()}`,
      );
    return compileOperator(operator, e[operator] as Value);
  }
  const fields = Object.entries(e).map(([name, v]) => [name, compileExpression(v)] as const);
  return (doc) =>
    Object.fromEntries(
      fields.flatMap(([name, f]) => {
        const v = f(doc);
        return v === undefined ? [] : [[name, v]];
      }),
    );
}

/** The top-level fields an expression reads; undefined when it reads the whole document. */
export function readsOf(e: Value, into: Set<string>): boolean {
  if (typeof e === 'string') {
    if (e.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)/.test(e);
    if (e.startsWith('$')) into.add(e.slice(1).split('.', 1)[0] as string);
    return true;
  }
  if (Array.isArray(e)) return e.every((v) => readsOf(v, into));
  return !isDoc(e) || Object.values(e).every((v) => readsOf(v, into));
}

function fieldPath(e: string): Expression {
  if (e === '$$ROOT' || e === '$$CURRENT') return (doc) => doc;
  if (e.startsWith('$$'))
    throw new StoreError(
      17276,
      `Use of undefined variable: ${e.slice(2)} (or one that the embedded store does not support)`,
    );
  const parts = e.slice(1).split('.');
  if (parts.includes(''))
    throw new StoreError(40353, 'FieldPath must not end with or contain an empty name.');
  return (doc) => follow(doc, parts, 0);
}

/** Through arrays a path gives the array of what its elements have; positions are not names here. */
function follow(value: Found, parts: string[], at: number): Found {
  if (at === parts.length) return value;
  if (isDoc(value)) return follow(getField(value, parts[at] as string), parts, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((element) => {
    if (!isDoc(element)) return [];
    const found = follow(element, parts, at);
    return found === undefined ? [] : [found];
  });
}

export const truthy = (v: Found) =>
  !(v === undefined || v === null || v === false || (isNumber(v) && Number(numeric(v)) === 0));
const nullish = (v: Found) => v === undefined || v === null;

type Evaluate = (args: Found[]) => Found;
/** How many arguments an operator takes, and what it does with them. */
const OPERATORS: Record<string, { least: number; most: number; run: Evaluate }> = {
  $eq: comparison((c) => c === 0),
  $ne: comparison((c) => c !== 0),
  $gt: comparison((c) => c > 0),
  $gte: comparison((c) => c >= 0),
  $lt: comparison((c) => c < 0),
  $lte: comparison((c) => c <= 0),
  $and: { least: 0, most: Number.POSITIVE_INFINITY, run: (args) => args.every(truthy) },
  $or: { least: 0, most: Number.POSITIVE_INFINITY, run: (args) => args.some(truthy) },
  $not: { least: 1, most: 1, run: ([v]) => !truthy(v) },
  $ifNull: {
    least: 2,
    most: Number.POSITIVE_INFINITY,
    run: (args) => args.find((v) => !nullish(v)) ?? args.at(-1),
  },
  $in: { least: 2, most: 2, run: ([v, list]) => array(list, '$in', 40081).some((x) => same(x, v)) },
  $size: { least: 1, most: 1, run: ([v]) => array(v, '$size', 17124).length },
  $add: { least: 0, most: Number.POSITIVE_INFINITY, run: add },
  $multiply: { least: 0, most: Number.POSITIVE_INFINITY, run: (args) => fold('*', '$multiply', 1, args) },
  $subtract: { least: 2, most: 2, run: subtract },
  $divide: { least: 2, most: 2, run: divide },
  $sum: {
    least: 0,
    most: Number.POSITIVE_INFINITY,
    run: (args) => sum(args.length === 1 && Array.isArray(args[0]) ? args[0] : args),
  },
};

const same = (a: Found, b: Found) => (a === undefined) === (b === undefined) && compareValues(a, b) === 0;

function comparison(decide: (c: number) => boolean) {
  // A missing field is below null here, unlike in a filter.
  const run: Evaluate = ([a, b]) => {
    const presence = rankOf(a) === rankOf(b) ? Number(a !== undefined) - Number(b !== undefined) : 0;
    return decide(presence || compareValues(a, b));
  };
  return { least: 2, most: 2, run };
}

function compileOperator(operator: string, operand: Value): Expression {
  if (operator === '$literal') return () => operand;
  if (operator === '$cond') return conditional(operand);
  const known = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!known) throw unsupported(`the expression ${operator}`, 168);
  const args = (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
  if (args.length < known.least || args.length > known.most)
    throw new StoreError(
      16020,
      `Expression ${operator} takes ${known.least === known.most ? 'exactly' : 'at least'} ${known.least} arguments. ${args.length} were passed in.`,
    );
  return (doc) => known.run(args.map((arg) => arg(doc)));
}

function conditional(operand: Value): Expression {
  const parts = isDoc(operand) ? [operand.if, operand.then, operand.else] : operand;
  const extra = isDoc(operand)
    ? Object.keys(operand).find((k) => !['if', 'then', 'else'].includes(k))
    : undefined;
  if (extra) throw new StoreError(17083, `Unrecognized parameter to $cond: ${extra}`);
  if (!Array.isArray(parts) || parts.length !== 3 || parts.includes(undefined as never))
    throw new StoreError(16020, 'Expression $cond takes exactly 3 arguments.');
  const [test, yes, no] = parts.map((p) => compileExpression(p as Value)) as [
    Expression,
    Expression,
    Expression,
  ];
  return (doc) => (truthy(test(doc)) ? yes(doc) : no(doc));
}

function array(v: Found, operator: string, code: number): Value[] {
  if (!Array.isArray(v))
    throw new StoreError(
      code,
      `The argument to ${operator} must be an array, but was of type: ${typeName(v)}`,
    );
  return v;
}

function fold(op: '+' | '*', operator: string, start: number, args: Found[]): Found {
  let total: Value = start;
  for (const v of args) {
    if (nullish(v)) return null;
    if (!isNumber(v)) throw new StoreError(14, `${operator} only supports numeric types, not ${typeName(v)}`);
    total = arithmetic(op, total as number, v);
  }
  return total;
}

function add(args: Found[]): Found {
  const dates = args.filter((v) => v instanceof Date);
  if (dates.length > 1) throw new StoreError(16612, 'only one date allowed in an $add expression');
  const total = fold(
    '+',
    '$add',
    0,
    args.filter((v) => !(v instanceof Date)),
  );
  return dates[0] && total !== null ? new Date((dates[0] as Date).getTime() + Number(numeric(total))) : total;
}

function subtract([a, b]: Found[]): Found {
  if (nullish(a) || nullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Number(numeric(b)));
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  return arithmetic('+', a, arithmetic('*', b, -1) as number);
}

function divide([a, b]: Found[]): Found {
  if (nullish(a) || nullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    throw new StoreError(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (Number(numeric(b)) === 0) throw new StoreError(2, "can't $divide by zero");
  return asDouble(Number(numeric(a)) / Number(numeric(b)));
}

/** Adds what is a number and passes over the rest, as $sum does. */
export const sum = (values: Found[]): Value =>
  values.filter(isNumber).reduce<Value>((total, v) => arithmetic('+', total as number, v), 0);
