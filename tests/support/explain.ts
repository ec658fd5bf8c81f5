import type { mongo } from 'mongoose';

type Doc = mongo.BSON.Document;
type Explainable = { explain(verbosity: 'queryPlanner' | 'executionStats'): Promise<Doc> };

/** The names of the stages and indexes of a winning plan, as MongoDB and the embedded store both tell them. */
export async function planOf(query: Explainable): Promise<{ stages: string[]; indexes: string[] }> {
  const { queryPlanner } = await query.explain('queryPlanner');
  const stages: string[] = [];
  const indexes: string[] = [];
  const walk = (node: Doc): void => {
    if (typeof node.stage === 'string') stages.push(node.stage);
    if (typeof node.indexName === 'string') indexes.push(node.indexName);
    const below = [node.inputStage, ...(node.inputStages ?? []), node.queryPlan].filter(Boolean);
    for (const child of below) walk(child);
  };
  walk(queryPlanner.winningPlan);
  return { stages, indexes };
}

/** What running the query cost. */
export async function executed(
  query: Explainable,
): Promise<{ returned: number; keys: number; docs: number }> {
  const { executionStats } = await query.explain('executionStats');
  const { nReturned, totalKeysExamined, totalDocsExamined } = executionStats;
  return { returned: nReturned, keys: totalKeysExamined, docs: totalDocsExamined };
}
