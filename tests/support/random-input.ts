import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the API's description uses. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  pattern?: string;
  format?: string;
}

/** Values worth trying for a field of that name, e.g. ids that exist. */
export type Hints = Readonly<Record<string, readonly unknown[]>>;

/** Inputs that fit a schema, drawn from the hints where there are some. */
export function fitting(schema: JsonSchema, hints: Hints = {}, name = ''): Arbitrary<unknown> {
  const drawn = bySchema(schema, hints, name);
  const known = hints[name] ?? [];
  if (known.length === 0 || schema.type === 'array') return drawn;
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 4 }, { arbitrary: drawn, weight: 1 });
}

/** Inputs that are mostly right: whole, damaged in one place, or something else altogether. */
export function mostlyFitting(schema: JsonSchema, hints: Hints = {}, name = ''): Arbitrary<unknown> {
  const whole = fitting(schema, hints, name);
  return fc.oneof(
    { arbitrary: whole, weight: 6 },
    {
      arbitrary: fc.tuple(whole, fc.nat(), junk).map(([value, at, bad]) => damage(value, at, bad)),
      weight: 3,
    },
    { arbitrary: junk, weight: 1 },
  );
}

/** What people, broken clients and attackers send. */
export const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    '',
    ' ',
    '\u0000',
    '\u202e',
    '__proto__',
    'constructor',
    '-1',
    'NaN',
    '1e999',
    '../../etc/passwd',
    "' or 1=1",
    -1,
    0,
    1.5,
    1e308,
    2 ** 53,
    true,
    [],
    {},
    [[]],
    { $gt: '' },
    { $where: '1' },
    { toString: 1 },
    '长'.repeat(3000),
    '👨‍👩‍👧',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

function bySchema(schema: JsonSchema, hints: Hints, name: string): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, hints, name)));
  if (schema.allOf)
    return bySchema(Object.assign({}, schema, { allOf: undefined }, ...schema.allOf), hints, name);
  switch (schema.type) {
    case 'object':
      return objects(schema, hints);
    case 'array':
      return arrays(schema, hints, name);
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.integer(integerRange(schema));
    case 'number':
      return fc.double({ ...numberRange(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties = {}, required = [], additionalProperties }: JsonSchema, hints: Hints) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fitting(schema, hints, name)]),
  );
  const record = fc.record(fields, {
    requiredKeys: required.filter((name) => name in fields),
    noNullPrototype: true,
  });
  if (typeof additionalProperties !== 'object') return record as Arbitrary<unknown>;
  const more = fc.dictionary(fc.string({ maxLength: 8 }), fitting(additionalProperties, hints), {
    maxKeys: 3,
  });
  return fc.tuple(record, more).map(([known, other]) => ({ ...other, ...known }));
}

function arrays(
  { items = {}, prefixItems, minItems = 0, maxItems = 100 }: JsonSchema,
  hints: Hints,
  name: string,
) {
  if (prefixItems) return fc.tuple(...prefixItems.map((item) => fitting(item, hints)));
  const most = Math.max(minItems, Math.min(maxItems, minItems + 3));
  return fc.uniqueArray(fitting(items, hints, name), {
    minLength: minItems,
    maxLength: most,
    comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
}

function strings({ pattern, format, minLength = 0, maxLength = 200 }: JsonSchema): Arbitrary<string> {
  if (format === 'date-time') {
    return fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  // A pattern that only forbids some characters says nothing about length: text is the better guess.
  if (pattern && !pattern.startsWith('^[^')) return fc.stringMatching(new RegExp(pattern));
  const text = fc
    .constantFrom('路灯', '坏了', '东城', '垃圾', 'ld', '2026', ' ', 'a', '，', '1 号')
    .map(String);
  return fc
    .array(text, { minLength: Math.max(1, minLength), maxLength: Math.max(minLength, 8) })
    .map((parts) => parts.join('').slice(0, maxLength));
}

function integerRange({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema) {
  const safe = (value: number) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value));
  return {
    min: safe(exclusiveMinimum === undefined ? (minimum ?? -1000) : exclusiveMinimum + 1),
    max: safe(exclusiveMaximum === undefined ? (maximum ?? 100_000) : exclusiveMaximum - 1),
  };
}

function numberRange({ minimum, maximum }: JsonSchema) {
  return { min: minimum ?? -1e6, max: maximum ?? 1e6 };
}

/** Replaces, removes or adds one thing somewhere inside; `at` says where. */
function damage(value: unknown, at: number, bad: unknown): unknown {
  if (typeof value !== 'object' || value === null) return bad;
  const keys = Object.keys(value);
  if (keys.length === 0) return bad;
  const key = keys[at % keys.length] as string;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = copy[key];
  if (typeof inner === 'object' && inner !== null && at % 3 === 0) copy[key] = damage(inner, at >> 2, bad);
  else if (at % 3 === 1) delete copy[key];
  else copy[key] = bad;
  return copy;
}
