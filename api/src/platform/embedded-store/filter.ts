import { BSONRegExp } from 'bson';
import { badValue, unsupported } from './errors';
import { type Doc, isDoc, isNumber, numeric, typeCodeOf, typeName, type Value } from './values';

/** One test on what a path leads to. `eq` with a regular expression compares; `regex` searches. */
export type Leaf =
  | { kind: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; path: string; operand: Value }
  | { kind: 'in'; path: string; operands: Value[]; patterns: RegExp[] }
  | { kind: 'regex'; path: string; pattern: RegExp; source: BSONRegExp }
  | { kind: 'exists'; path: string }
  | { kind: 'type'; path: string; codes: number[] }
  | { kind: 'size'; path: string; size: number }
  | { kind: 'mod'; path: string; divisor: bigint; remainder: bigint };
export type Filter =
  | Leaf
  | { kind: 'and'; children: Filter[] }
  | { kind: 'or'; children: Filter[] }
  | { kind: 'not'; child: Filter }
  | { kind: 'elemMatch'; path: string; child: Filter; onValues: boolean };

const isOperators = (v: Value): v is Doc =>
  isDoc(v) && (Object.keys(v)[0]?.startsWith('$') ?? false) && !('$ref' in v || '$id' in v);

/** Parses a MongoDB filter; whatever is not understood is refused by name. */
export function parseFilter(filter: Doc): Filter {
  const children = Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') ? parseLogical(key, value) : [parseField(key, value)],
  );
  return and(children);
}

const and = (children: Filter[]): Filter =>
  children.length === 1 ? (children[0] as Filter) : { kind: 'and', children };

function parseLogical(operator: string, value: Value): Filter[] {
  if (operator === '$comment') return [];
  if (!['$and', '$or', '$nor'].includes(operator)) {
    if (['$expr', '$where', '$text', '$jsonSchema', '$sampleRate'].includes(operator))
      throw unsupported(`the top level operator ${operator}`);
    throw badValue(`unknown top level operator: ${operator}`);
  }
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${operator} must be a nonempty array`);
  const children = value.map((v) => {
    if (!isDoc(v)) throw badValue(`${operator} entries need to be full objects`);
    return parseFilter(v);
  });
  if (operator === '$nor') return [{ kind: 'not', child: { kind: 'or', children } }];
  return [{ kind: operator === '$and' ? 'and' : 'or', children }];
}

function parseField(path: string, value: Value): Filter {
  if (isOperators(value)) return parseOperators(path, value);
  if (value instanceof BSONRegExp) return regex(path, value);
  return { kind: 'eq', path, operand: value };
}

function parseOperators(path: string, operators: Doc): Filter {
  const children: Filter[] = [];
  for (const [operator, operand] of Object.entries(operators)) {
    if (operator === '$options') {
      if (!('$regex' in operators)) throw badValue('$options needs a $regex');
      continue;
    }
    if (operator === '$regex') children.push(parseRegex(path, operand as Value, operators.$options));
    else children.push(parseOperator(path, operator, operand as Value));
  }
  return and(children);
}

function parseOperator(path: string, operator: string, v: Value): Filter {
  switch (operator) {
    case '$eq':
      return { kind: 'eq', path, operand: v };
    case '$ne':
      if (v instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return { kind: 'not', child: { kind: 'eq', path, operand: v } };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (v instanceof BSONRegExp)
        throw badValue(`Can't have RegEx as arg to predicate over field '${path}'.`);
      return { kind: operator.slice(1) as 'gt', path, operand: v };
    case '$in':
      return parseIn(path, operator, v);
    case '$nin':
      return { kind: 'not', child: parseIn(path, operator, v) };
    case '$exists':
      return truthy(v) ? { kind: 'exists', path } : { kind: 'not', child: { kind: 'exists', path } };
    case '$type':
      return { kind: 'type', path, codes: (Array.isArray(v) ? v : [v]).flatMap(parseType) };
    case '$size':
      return { kind: 'size', path, size: wholeNumber(v, '$size') };
    case '$mod':
      return parseMod(path, v);
    case '$not':
      return parseNot(path, v);
    case '$all':
      return parseAll(path, v);
    case '$elemMatch':
      return parseElemMatch(path, v);
    default:
      if (/^\$(near|nearSphere|geoWithin|geoIntersects|bits\w+)$/.test(operator))
        throw unsupported(`the operator ${operator}`);
      throw badValue(`unknown operator: ${operator}`);
  }
}

/** MongoDB takes anything but false, zero, null for true here. */
const truthy = (v: Value) => (isNumber(v) ? Number(numeric(v)) !== 0 : v !== false && v !== null);

function wholeNumber(v: Value, operator: string): number {
  if (!isNumber(v)) throw badValue(`Failed to parse ${operator}. Expected a number, got ${typeName(v)}`);
  const n = Number(numeric(v));
  if (!Number.isInteger(n)) throw badValue(`Failed to parse ${operator}. Expected an integer: ${n}`);
  if (n < 0) throw badValue(`Failed to parse ${operator}. Expected a non-negative number: ${n}`);
  return n;
}

function parseIn(path: string, operator: string, v: Value): Filter {
  if (!Array.isArray(v)) throw badValue(`${operator} needs an array`);
  if (v.some(isOperators)) throw badValue(`cannot nest $ under ${operator}`);
  const patterns = v.filter((x) => x instanceof BSONRegExp).map(toRegExp);
  return { kind: 'in', path, operands: v.filter((x) => !(x instanceof BSONRegExp)), patterns };
}

function parseType(v: Value): number[] {
  if (v === 'number') return [1, 16, 18];
  const code = typeof v === 'string' ? typeCodeOf(v) : isNumber(v) ? Number(numeric(v)) : undefined;
  if (code === undefined) throw badValue(`Unknown type name alias: ${String(v)}`);
  return [code];
}

function parseMod(path: string, v: Value): Filter {
  if (!Array.isArray(v)) throw badValue('malformed mod, needs to be an array');
  if (v.length < 2) throw badValue('malformed mod, not enough elements');
  if (v.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, remainder] = v.map((x) => {
    if (!isNumber(x)) throw badValue('malformed mod, divisor and remainder must be numbers');
    return BigInt(Math.trunc(Number(numeric(x))));
  }) as [bigint, bigint];
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return { kind: 'mod', path, divisor, remainder };
}

function parseNot(path: string, v: Value): Filter {
  if (v instanceof BSONRegExp) return { kind: 'not', child: regex(path, v) };
  if (!isDoc(v)) throw badValue('$not needs a regex or a document');
  if (!isOperators(v)) throw badValue('$not needs a document with operators');
  return { kind: 'not', child: parseOperators(path, v) };
}

function parseAll(path: string, v: Value): Filter {
  if (!Array.isArray(v)) throw badValue('$all needs an array');
  // An empty $all matches nothing.
  if (v.length === 0) return { kind: 'or', children: [] };
  return and(
    v.map((x) => {
      if (!isOperators(x)) return parseField(path, x);
      if (Object.keys(x).join() !== '$elemMatch') throw badValue('no $ expressions in $all');
      return parseElemMatch(path, x.$elemMatch as Value);
    }),
  );
}

function parseElemMatch(path: string, v: Value): Filter {
  if (!isDoc(v)) throw badValue('$elemMatch needs an Object');
  const onValues = isOperators(v) && !['$and', '$or', '$nor'].includes(Object.keys(v)[0] as string);
  const child = onValues ? parseOperators('', v) : parseFilter(v);
  return { kind: 'elemMatch', path, child, onValues };
}

function parseRegex(path: string, v: Value, options: Value | undefined): Filter {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof v === 'string') return regex(path, new BSONRegExp(v, options ?? ''));
  if (!(v instanceof BSONRegExp)) throw badValue('$regex has to be a string');
  if (options && v.options) throw badValue('options set in both $regex and $options');
  return regex(path, new BSONRegExp(v.pattern, options ?? v.options));
}

const regex = (path: string, source: BSONRegExp): Filter => ({
  kind: 'regex',
  path,
  source,
  pattern: toRegExp(source),
});

function toRegExp(source: BSONRegExp): RegExp {
  const refused = [...source.options].find((flag) => !'ims'.includes(flag));
  if (refused) throw badValue(`invalid flag in regex options: ${refused}`);
  try {
    return new RegExp(source.pattern, `${source.options}u`);
  } catch {
    // Escapes such as \- are an error only in unicode mode.
  }
  try {
    return new RegExp(source.pattern, source.options);
  } catch (cause) {
    throw Object.assign(badValue(`Regular expression is invalid: ${(cause as Error).message}`), {
      code: 51091,
    });
  }
}
