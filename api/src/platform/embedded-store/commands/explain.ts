import type { Collection } from '../catalog';
import { unsupported } from '../errors';
import type { Plan } from '../planner';
import { openQuery, type Query } from '../query';
import { type Doc, isDoc, type Value } from '../values';
import { aggregatePlan } from './aggregation';
import {
  arrayField,
  type Command,
  type Context,
  docField,
  filterField,
  parseHint,
  parseSort,
} from './command';
import { findQuery } from './reads';

/** What would run for a command, and with `executionStats` what it cost; shaped as MongoDB's classic plans. */
export const explain: Command = {
  fields: 'verbosity',
  run(context) {
    const inner = docField(context.body, 'explain');
    const name = Object.keys(inner)[0] ?? '';
    const namespace = `${context.db}.${String(inner[name])}`;
    const collection = context.storage.catalog.get(context.db, String(inner[name]));
    const queryPlanner = { namespace, indexFilterSet: false, rejectedPlans: [] };
    if (!collection) return { queryPlanner: { ...queryPlanner, winningPlan: { stage: 'EOF' } }, ok: 1 };
    const query = queryOf(context, collection, name, inner);
    const startedAt = performance.now();
    const { plan, stats, rows } = openQuery(context.storage, collection, query);
    const winningPlan = describe(plan, query, name);
    if (context.body.verbosity === 'queryPlanner')
      return { queryPlanner: { ...queryPlanner, winningPlan }, ok: 1 };
    let nReturned = 0;
    for (const _ of rows) nReturned++;
    const executionStats: Doc = {
      executionSuccess: true,
      nReturned,
      executionTimeMillis: Math.round(performance.now() - startedAt),
      totalKeysExamined: stats.keysExamined,
      totalDocsExamined: stats.docsExamined,
    };
    return { queryPlanner: { ...queryPlanner, winningPlan }, executionStats, ok: 1 };
  },
};

function queryOf(context: Context, collection: Collection, name: string, inner: Doc): Query {
  const simple = (body: Doc, field: string, limit = 0): Query => ({
    filter: filterField(body, field).filter,
    sort: parseSort(body.sort),
    limit,
    ...parseHint(collection, body.hint),
  });
  const [statement] = name === 'update' || name === 'delete' ? arrayField(inner, `${name}s`) : [];
  switch (name) {
    case 'find':
      return findQuery(collection, inner);
    case 'count':
    case 'distinct':
      return simple(inner, 'query');
    case 'findAndModify':
      return simple(inner, 'query', 1);
    case 'aggregate':
      return { ...aggregatePlan({ ...context, body: inner }).query, ...parseHint(collection, inner.hint) };
    case 'update':
    case 'delete':
      if (isDoc(statement))
        return simple(statement, 'q', statement.multi === true || statement.limit === 0 ? 0 : 1);
  }
  throw unsupported(`explain of ${name}`);
}

function describe(plan: Plan, query: Query, command: string): Doc {
  let stage = describeScan(plan);
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: pattern(query), inputStage: stage };
  if (query.skip) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  return command === 'count' ? { stage: 'COUNT', inputStage: stage } : stage;
}

const pattern = ({ sort }: Query): Doc =>
  Object.fromEntries(sort.map(({ path, direction }) => [path, direction]));

function describeScan(plan: Plan): Doc {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', direction: 'forward' };
  if (plan.kind === 'union')
    return {
      stage: 'FETCH',
      inputStage: { stage: 'OR', inputStages: plan.branches.map((b): Value => inputOf(b)) },
    };
  return { stage: 'FETCH', inputStage: inputOf(plan) };
}

function inputOf(plan: Plan): Doc {
  if (plan.kind !== 'index') return describeScan(plan);
  const { index, reverse, groups } = plan;
  const scan: Doc = {
    stage: 'IXSCAN',
    keyPattern: index.spec.key as Doc,
    indexName: index.name,
    isMultiKey: index.multikey.includes(true),
    isUnique: index.unique,
    isPartial: index.partial !== undefined,
    direction: reverse ? 'backward' : 'forward',
  };
  return groups.length > 1 ? { stage: 'SORT_MERGE', scans: groups.length, inputStage: scan } : scan;
}
