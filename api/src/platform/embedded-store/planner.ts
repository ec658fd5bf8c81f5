import { type Bound, boundOf, combine, conjuncts, type Interval, intervalsOf, pointKeys } from './bounds';
import type { Collection, Index } from './catalog';
import type { Filter, Leaf } from './filter';
import { implies, provesPresence } from './implication';
import type { KeySpec } from './index-keys';

/** Stretches that share the first fields; within a group the index gives the order. */
export type Group = { prefixLength: number; intervals: Interval[] };
export type Plan =
  | { kind: 'collection'; sorted: boolean }
  | {
      kind: 'index';
      index: Index;
      groups: Group[];
      reverse: boolean;
      sorted: boolean;
      exact: boolean;
      bounded: number;
    }
  | { kind: 'union'; branches: Plan[]; sorted: boolean };
export type IndexPlan = Extract<Plan, { kind: 'index' }>;

/** More stretches than this are not opened side by side. */
const MAX_STRETCHES = 2000;
const ALL: Interval = { from: Buffer.alloc(0), to: Buffer.alloc(64, 0xff) };

/** Every way to answer the query that is worth trying; a whole scan only when nothing better exists. */
export function candidatePlans(collection: Collection, filter: Filter, sort: KeySpec, hint?: Index): Plan[] {
  const { leaves, complete } = conjuncts(filter);
  const indexes = hint ? [hint] : collection.indexes;
  const plans: IndexPlan[] = [];
  for (const index of indexes) {
    const plan = planIndex(index, leaves, complete, sort);
    if (plan && (hint || plan.bounded > 0 || (plan.sorted && sort.length > 0))) plans.push(plan);
  }
  if (hint) {
    const whole = plans.every((plan) => plan.bounded === 0);
    const union = whole ? planUnion(collection, filter, sort, hint) : undefined;
    return union ? [union] : plans;
  }
  const perfect = plans.find((plan) => isPerfect(plan, sort));
  if (perfect) return [perfect];
  const bounded = plans.some((plan) => plan.bounded > 0);
  const union = bounded ? undefined : planUnion(collection, filter, sort);
  const candidates: Plan[] = union ? [...plans, union] : plans;
  if (candidates.length === 0) return [{ kind: 'collection', sorted: sort.length === 0 }];
  return candidates;
}

/** Nothing can beat one entry of a unique index, or bounds that say all with the order thrown in. */
function isPerfect(plan: IndexPlan, sort: KeySpec): boolean {
  if (plan.index.unique && plan.bounded === plan.index.key.length && plan.groups.length === 1) {
    const [only] = plan.groups;
    if (only?.intervals.length === 1 && plan.exact) return true;
  }
  return plan.exact && plan.sorted && sort.length > 0;
}

function planUnion(collection: Collection, filter: Filter, sort: KeySpec, hint?: Index): Plan | undefined {
  const or =
    filter.kind === 'or'
      ? filter
      : filter.kind === 'and'
        ? filter.children.find((c) => c.kind === 'or')
        : undefined;
  if (or?.kind !== 'or' || or.children.length === 0) return undefined;
  const branches = or.children.map((child) => tightest(candidatePlans(collection, child, [], hint)));
  return branches.every((branch) => branch && branch.kind !== 'collection')
    ? // One branch after the other is no order, but good enough for nobody who asked for one: a limit then ends the reading.
      { kind: 'union', branches: branches as Plan[], sorted: sort.length === 0 }
    : undefined;
}

/** Of several ways to answer, the one whose index says most. */
function tightest(plans: Plan[]): Plan | undefined {
  const bounded = (plan: Plan) => (plan.kind === 'index' ? plan.bounded : 0);
  return [...plans].sort((a, b) => bounded(b) - bounded(a))[0];
}

function usable(index: Index, leaves: Leaf[]): boolean {
  if (index.partial && !implies(leaves, index.partial.filter)) return false;
  // A sparse index lacks documents that have none of its fields.
  return (
    !index.sparse || index.key.some(({ path }) => leaves.some((l) => l.path === path && provesPresence(l)))
  );
}

function planIndex(index: Index, leaves: Leaf[], complete: boolean, sort: KeySpec): IndexPlan | undefined {
  if (!usable(index, leaves)) return undefined;
  const bounds = boundsOf(index, leaves);
  const layout = layOut(index, bounds);
  const order = matchSort(index, bounds, layout.expanded, sort);
  const depth = order ? order.mergeDepth : 0;
  return {
    kind: 'index',
    index,
    groups: groupAt(layout.stretches, depth),
    reverse: order?.reverse ?? false,
    sorted: order !== undefined,
    exact: complete && isExact(index, bounds, leaves, layout.used),
    bounded: layout.used,
  };
}

/** For each field of the index what the filter says about it. */
function boundsOf(index: Index, leaves: Leaf[]): (Bound | undefined)[] {
  let arrayUsed = false;
  return index.key.map(({ path }, i) => {
    const multikey = index.multikey[i] ?? false;
    // Two fields of one array may come from different elements: only one of them can narrow the scan.
    if (multikey && arrayUsed) return undefined;
    const found = leaves.filter((l) => l.path === path).map(boundOf);
    const bound = combine(
      found.filter((b) => b !== undefined),
      multikey,
    );
    if (bound && multikey) arrayUsed = true;
    return bound;
  });
}

function isExact(index: Index, bounds: (Bound | undefined)[], leaves: Leaf[], used: number): boolean {
  // A document has one entry for a single value of an array, but one for each of several.
  const once = (i: number) => i < used && bounds[i]?.kind === 'points' && bounds[i].points.length === 1;
  const plain = (i: number) => !index.key[i]?.path.includes('.');
  if (index.multikey.some((many, i) => many && !(once(i) && plain(i)))) return false;
  const covered = index.key.slice(0, used);
  return (
    leaves.every((l) => covered.some(({ path }) => path === l.path) && boundOf(l) !== undefined) &&
    bounds.slice(0, used).every((b) => b?.exact)
  );
}

type Stretch = Interval & { ends: number[] };

/** Multiplies the fields' bounds out into stretches of the index, in its order, up to the first range. */
function layOut(index: Index, bounds: (Bound | undefined)[]) {
  let prefixes: { bytes: Buffer; ends: number[] }[] = [{ bytes: Buffer.alloc(0), ends: [] }];
  let used = 0;
  for (const [i, { direction }] of index.key.entries()) {
    const bound = bounds[i];
    if (!bound) break;
    if (bound.kind === 'range' || prefixes.length * bound.points.length > MAX_STRETCHES) {
      if (bound.kind === 'points') break;
      const parts = intervalsOf(bound, direction);
      const stretches = prefixes.flatMap(({ bytes, ends }) =>
        parts.map(({ from, to }) => ({
          from: Buffer.concat([bytes, from]),
          to: Buffer.concat([bytes, to]),
          ends,
        })),
      );
      return { stretches, expanded: used, used: used + 1 };
    }
    const keys = pointKeys(bound.points, direction);
    prefixes = prefixes.flatMap(({ bytes, ends }) =>
      keys.map((key) => ({ bytes: Buffer.concat([bytes, key]), ends: [...ends, bytes.length + key.length] })),
    );
    used++;
  }
  const whole = used === 0;
  const stretches: Stretch[] = prefixes.map(({ bytes, ends }) =>
    whole ? { ...ALL, ends } : { from: bytes, to: Buffer.concat([bytes, Buffer.from([0xff])]), ends },
  );
  return { stretches, expanded: used, used };
}

function groupAt(stretches: Stretch[], depth: number): Group[] {
  if (depth === 0) return [{ prefixLength: 0, intervals: stretches }];
  const groups = new Map<string, Group>();
  for (const stretch of stretches) {
    const prefixLength = stretch.ends[depth - 1] as number;
    const id = stretch.from.toString('latin1', 0, prefixLength);
    const group = groups.get(id);
    if (group) group.intervals.push(stretch);
    else groups.set(id, { prefixLength, intervals: [stretch] });
  }
  return [...groups.values()];
}

/**
 * Whether the index gives the order asked for: fields with single values may be stepped over (several values
 * are merged), then the fields follow in the order of the sort, all forward or all backward.
 */
function matchSort(index: Index, bounds: (Bound | undefined)[], expanded: number, sort: KeySpec) {
  const single = (i: number) => {
    const bound = bounds[i];
    return bound?.kind === 'points' && bound.points.length === 1 && i < expanded;
  };
  const constant = (path: string) =>
    index.key.some((field, i) => field.path === path && single(i) && !index.multikey[i]);
  const left = sort.filter(({ path }) => !constant(path));
  let mergeDepth = 0;
  let reverse: boolean | undefined;
  for (const [i, { path, direction }] of index.key.entries()) {
    const next = left[0];
    if (!next) break;
    if (next.path === path && !index.multikey[i]) {
      const backward = next.direction !== direction;
      if (reverse !== undefined && reverse !== backward) return undefined;
      reverse = backward;
      left.shift();
    } else if (i < expanded && bounds[i]?.kind === 'points' && (reverse === undefined || single(i))) {
      if (reverse === undefined) mergeDepth = i + 1;
    } else return undefined;
  }
  return left.length ? undefined : { mergeDepth, reverse: reverse ?? false };
}
