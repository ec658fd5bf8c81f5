import { clone } from './bson-read';
import { parseSort } from './commands/command';
import { StoreError, unsupported } from './errors';
import { compileExpression, type Expression, readsOf } from './expressions';
import { parseFilter } from './filter';
import { compileGroup } from './group';
import { sortKey } from './index-keys';
import { compileMatcher } from './matcher';
import { compileDocumentProjection } from './projection';
import { placeAt } from './update-place';
import { type Doc, isDoc, isNumber, numeric, type Value } from './values';

export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

const each = (f: (doc: Doc) => Doc | undefined): Stage =>
  function* (docs) {
    for (const doc of docs) {
      const out = f(doc);
      if (out) yield out;
    }
  };

/** The stages there are; anything else is refused by name. */
const STAGES: Record<string, (spec: Value) => Stage> = {
  $match: (spec) => {
    if (!isDoc(spec)) throw new StoreError(15959, 'the match filter must be an expression in an object');
    const matches = compileMatcher(parseFilter(spec));
    return each((doc) => (matches(doc) ? doc : undefined));
  },
  $group: compileGroup,
  $sort: sort,
  $limit: (spec) => limit(whole(spec, '$limit', 1)),
  $skip: (spec) => skip(whole(spec, '$skip', 0)),
  $count: count,
  $project: project,
  $set: addFields,
  $addFields: addFields,
  $unset: (spec) => {
    const paths = Array.isArray(spec) ? spec : [spec];
    if (!paths.every((p) => typeof p === 'string'))
      throw new StoreError(31002, '$unset specification must be a string or an array');
    return project(Object.fromEntries(paths.map((p) => [p, 0])));
  },
  $unwind: unwind,
};

export function compileStage(stage: Value): { name: string; spec: Value; run: Stage } {
  const names = isDoc(stage) ? Object.keys(stage) : [];
  const [name] = names;
  if (!isDoc(stage) || !name || names.length !== 1)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!make) throw unsupported(`the pipeline stage ${name}`, 40324);
  const spec = stage[name] as Value;
  return { name, spec, run: make(spec) };
}

/**
 * The top-level fields a pipeline needs of the stored documents, when a $group, $count or inclusion bounds
 * them; undefined means all.
 */
export function neededFields(stages: { name: string; spec: Value }[]): Set<string> | undefined {
  const needed = new Set<string>();
  for (const { name, spec } of stages) {
    if (name === '$limit' || name === '$skip') continue;
    if (name === '$count') return needed;
    if (name === '$sort')
      for (const path of Object.keys(spec as Doc)) needed.add(path.split('.', 1)[0] as string);
    else if (name === '$group') return readsOf(spec, needed) ? needed : undefined;
    else return undefined;
  }
  return undefined;
}

function sort(spec: Value): Stage {
  const order = parseSort(spec);
  if (!order.length) throw new StoreError(15976, '$sort stage must have at least one sort key');
  return (docs) => {
    const keyed = [...docs].map((doc) => ({ doc, key: sortKey(doc, order) }));
    return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ doc }) => doc);
  };
}

export function whole(spec: Value, name: string, least: number): number {
  const n = isNumber(spec) ? Number(numeric(spec)) : Number.NaN;
  if (!Number.isInteger(n) || n < least)
    throw new StoreError(
      least ? 15958 : 15956,
      `invalid argument to ${name} stage: expected an integer of at least ${least}`,
    );
  return n;
}

const limit = (n: number): Stage =>
  function* (docs) {
    let left = n;
    for (const doc of docs) {
      yield doc;
      if (--left <= 0) return;
    }
  };

const skip = (n: number): Stage =>
  function* (docs) {
    let left = n;
    for (const doc of docs) if (left-- <= 0) yield doc;
  };

function count(spec: Value): Stage {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.'))
    throw new StoreError(40156, 'the count field must be a non-empty string without $ or dots');
  return function* (docs) {
    let n = 0;
    for (const _ of docs) n++;
    if (n > 0) yield { [spec]: n };
  };
}

/** Inclusion or exclusion as in find; any other value is an expression, computed after it. */
function project(spec: Value): Stage {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(51272, '$project specification must be a non-empty object');
  const plain: Doc = {};
  const computed: [string[], Expression][] = [];
  for (const [path, e] of Object.entries(spec)) {
    if (typeof e === 'boolean' || isNumber(e)) plain[path] = e;
    else computed.push([path.split('.'), compileExpression(e)]);
  }
  const excludes = Object.entries(plain).some(
    ([path, v]) => path !== '_id' && (v === false || (isNumber(v) && Number(numeric(v)) === 0)),
  );
  if (excludes && computed.length)
    throw new StoreError(31252, 'Cannot use an expression in an exclusion projection');
  // With only computed fields, nothing else is kept but _id.
  const rest =
    computed.length && !Object.keys(plain).some((p) => p !== '_id') ? { ...plain, [NOTHING]: true } : plain;
  const keep = compileDocumentProjection(rest);
  return each((doc) => set(keep(doc), doc, computed));
}
const NOTHING = 'no field has this name';

function addFields(spec: Value): Stage {
  if (!isDoc(spec)) throw new StoreError(40272, '$addFields specification stage must be an object');
  const computed = Object.entries(spec).map(([path, e]): [string[], Expression] => [
    path.split('.'),
    compileExpression(e),
  ]);
  return each((doc) => set(clone(doc), doc, computed));
}

function set(into: Doc, from: Doc, computed: [string[], Expression][]): Doc {
  for (const [parts, e] of computed) {
    const v = e(from);
    if (
      parts.length > 1 &&
      parts.some((_, i) => Array.isArray(placeAt(into, parts.slice(0, i), false)?.get()))
    )
      throw unsupported(`a computed field inside an array ('${parts.join('.')}')`);
    if (v === undefined) placeAt(into, parts, false)?.unset();
    else placeAt(into, parts, true)?.set(clone(v));
  }
  return into;
}

function unwind(spec: Value): Stage {
  const options = isDoc(spec) ? spec : { path: spec };
  const { path, preserveNullAndEmptyArrays: preserve = false, ...others } = options as Doc;
  const [odd] = Object.keys(others);
  if (odd) throw unsupported(`the option '${odd}' of $unwind`, 28811);
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$'`);
  const parts = path.slice(1).split('.');
  return function* (docs) {
    for (const doc of docs) {
      const value = placeAt(doc, parts, false)?.get();
      if (!Array.isArray(value)) {
        if ((value !== undefined && value !== null) || preserve === true) yield doc;
        continue;
      }
      if (value.length === 0 && preserve === true) {
        const out = clone(doc);
        placeAt(out, parts, false)?.unset();
        yield out;
      }
      for (const element of value) {
        const out = clone(doc);
        placeAt(out, parts, true)?.set(clone(element));
        yield out;
      }
    }
  };
}
