import { badValue, failedToParse, StoreError, unsupported } from './errors';
import { parseFilter } from './filter';
import { compileMatcher } from './matcher';
import { type Doc, isDoc, type Value } from './values';

export type Operation = { operator: string; parts: string[]; path: string; operand: Value };
export type Update =
  | { kind: 'replace'; doc: Doc }
  | { kind: 'modify'; operations: Operation[]; filters: ElementFilters };
/** The tests of `$[name]`, by name. */
export type ElementFilters = Map<string, (element: Value) => boolean>;

const OPERATORS = new Set(
  '$set $unset $inc $mul $min $max $push $addToSet $pull $pullAll $pop $setOnInsert $rename $currentDate'.split(
    ' ',
  ),
);

export function parseUpdate(update: Value | undefined, arrayFilters: Value | undefined): Update {
  if (Array.isArray(update)) throw unsupported('an update pipeline', 9);
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$')) {
    const operator = names.find((name) => name.startsWith('$'));
    if (operator)
      throw new StoreError(52, `The dollar ($) prefixed field '${operator}' is not allowed here.`);
    if (arrayFilters !== undefined) throw failedToParse('Cannot specify arrayFilters for a replacement');
    return { kind: 'replace', doc: update };
  }
  const operations = Object.entries(update).flatMap(([operator, fields]) => parseOperator(operator, fields));
  refuseConflicts(operations);
  operations.sort((a, b) => comparePaths(a.parts, b.parts));
  return { kind: 'modify', operations, filters: parseArrayFilters(arrayFilters, operations) };
}

function parseOperator(operator: string, fields: Value): Operation[] {
  if (operator === '$bit') throw unsupported('the update operator $bit', 9);
  if (!OPERATORS.has(operator))
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  if (!isDoc(fields))
    throw failedToParse(`Modifiers operate on fields but we found another type for ${operator}`);
  return Object.entries(fields).map(([path, operand]) => {
    const parts = parsePath(path);
    if (operator === '$rename') checkRename(path, parts, operand);
    return { operator, parts, path, operand };
  });
}

function parsePath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0]?.startsWith('$'))
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  const odd = parts.find((part) => part.startsWith('$') && !isPositional(part));
  if (odd)
    throw new StoreError(52, `The dollar ($) prefixed field '${odd}' in '${path}' is not valid for storage.`);
  return parts;
}

export const isPositional = (part: string) => part === '$' || /^\$\[\w*\]$/.test(part);

function checkRename(path: string, parts: string[], operand: Value): void {
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${path}`);
  const target = parsePath(operand);
  if (target.some(isPositional) || parts.some(isPositional))
    throw badValue(`$rename may not be dynamic: ${path}`);
  if (path === operand)
    throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`);
}

/** Numbers by value, other names by their characters: the order in which MongoDB applies an update. */
function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numbers ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(operations: Operation[]): void {
  const paths = operations.flatMap((op) =>
    op.operator === '$rename' ? [op.path, op.operand as string] : [op.path],
  );
  const seen = new Set<string>();
  for (const path of paths) {
    const clash = [...seen].find((p) => p === path || p.startsWith(`${path}.`) || path.startsWith(`${p}.`));
    if (clash !== undefined) {
      const at = clash.length < path.length ? clash : path;
      throw new StoreError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
    }
    seen.add(path);
  }
}

function parseArrayFilters(arrayFilters: Value | undefined, operations: Operation[]): ElementFilters {
  const filters: ElementFilters = new Map();
  if (arrayFilters !== undefined && !Array.isArray(arrayFilters))
    throw new StoreError(14, 'arrayFilters must be an array');
  for (const filter of arrayFilters ?? []) {
    if (!isDoc(filter)) throw new StoreError(14, 'Each element of arrayFilters must be an object');
    const names = new Set(fieldNames(filter));
    const [name] = names;
    if (names.size !== 1 || !name)
      throw failedToParse('Expected a single top-level field name in an array filter');
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const matches = compileMatcher(parseFilter(filter));
    filters.set(name, (element) => matches({ [name]: element }));
  }
  const used = new Set(
    operations.flatMap(({ parts }) => parts.flatMap((part) => /^\$\[(\w+)\]$/.exec(part)?.[1] ?? [])),
  );
  for (const name of filters.keys())
    if (!used.has(name))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
  for (const name of used)
    if (!filters.has(name)) throw badValue(`No array filter found for identifier '${name}'`);
  return filters;
}

/** The first part of each path in a filter, through $and, $or and $nor. */
function fieldNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key.split('.', 1)[0] as string];
    return Array.isArray(value) ? value.filter(isDoc).flatMap(fieldNames) : [];
  });
}
