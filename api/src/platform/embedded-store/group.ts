import { clone } from './bson-read';
import { StoreError, unsupported } from './errors';
import { compileExpression, type Expression } from './expressions';
import { encodeValue } from './index-keys';
import {
  arithmetic,
  asDouble,
  compareValues,
  type Doc,
  type Found,
  isDoc,
  isNumber,
  numeric,
  type Value,
} from './values';

type Accumulator = { add(v: Found): void; result(): Value };
const MOST_GROUPS = 1_000_000;

/** A fresh accumulator of each kind; what is not in the table is refused. */
const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: () => {
    let total: Value = 0;
    return {
      add: (v) => {
        if (isNumber(v)) total = arithmetic('+', total as number, v);
      },
      result: () => total,
    };
  },
  $avg: () => {
    let total = 0;
    let n = 0;
    const add = (v: Found) => {
      if (!isNumber(v)) return;
      total += Number(numeric(v));
      n++;
    };
    return { add, result: () => (n ? asDouble(total / n) : null) };
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let first: Value | undefined;
    return {
      add: (v) => {
        if (first === undefined) first = v ?? null;
      },
      result: () => first ?? null,
    };
  },
  $last: () => {
    let last: Value = null;
    return {
      add: (v) => {
        last = v ?? null;
      },
      result: () => last,
    };
  },
  $push: () => {
    const all: Value[] = [];
    return {
      add: (v) => {
        if (v !== undefined) all.push(v);
      },
      result: () => all,
    };
  },
  $addToSet: () => {
    const all = new Map<string, Value>();
    return {
      add: (v) => {
        if (v !== undefined) all.set(encodeValue(v).toString('latin1'), v);
      },
      result: () => [...all.values()],
    };
  },
};

function extreme(direction: 1 | -1): Accumulator {
  let best: Found;
  const add = (v: Found) => {
    if (v === undefined || v === null) return;
    if (best === undefined || compareValues(v, best) * direction > 0) best = v;
  };
  return { add, result: () => best ?? null };
}

type Field = { name: string; make: () => Accumulator; value: Expression };

/** $group: one output document for each value of `_id`, in the order they were met. */
export function compileGroup(spec: Value): (docs: Iterable<Doc>) => Iterable<Doc> {
  if (!isDoc(spec)) throw new StoreError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new StoreError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(spec._id as Value);
  const fields = Object.entries(spec).flatMap(([name, e]) => (name === '_id' ? [] : [parseField(name, e)]));
  return (docs) => run(docs, idOf, fields);
}

function parseField(name: string, e: Value): Field {
  const [operator, ...others] = isDoc(e) ? Object.keys(e) : [];
  if (!isDoc(e) || !operator?.startsWith('$'))
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
  if (others.length) throw new StoreError(40238, `The field '${name}' must specify one accumulator`);
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
  if (operator === '$count') {
    if (!isDoc(e.$count) || Object.keys(e.$count).length)
      throw new StoreError(9, '$count takes no arguments, i.e. $count:{}');
    return { name, make: ACCUMULATORS.$sum as () => Accumulator, value: () => 1 };
  }
  const make = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!make) throw unsupported(`the accumulator ${operator}`, 15952);
  return { name, make, value: compileExpression(e[operator] as Value) };
}

function* run(docs: Iterable<Doc>, idOf: Expression, fields: Field[]): Generator<Doc> {
  const groups = new Map<string, { id: Value; parts: Accumulator[] }>();
  for (const doc of docs) {
    const id = idOf(doc) ?? null;
    const key = typeof id === 'string' ? `s${id}` : encodeValue(id).toString('latin1');
    let group = groups.get(key);
    if (!group) {
      if (groups.size >= MOST_GROUPS) throw new StoreError(292, 'Exceeded memory limit for $group');
      group = { id: clone(id), parts: fields.map(({ make }) => make()) };
      groups.set(key, group);
    }
    for (let i = 0; i < fields.length; i++) group.parts[i]?.add(fields[i]?.value(doc));
  }
  for (const { id, parts } of groups.values()) {
    const doc: Doc = { _id: id };
    fields.forEach(({ name }, i) => {
      doc[name] = parts[i]?.result() ?? null;
    });
    yield doc;
  }
}
