import type { ListChange, ListKind } from '@gongzhi/shared/lists/schema';
import type { Actor } from '../../http/actor';
import { listRules } from './list-rules';
import { listWorld } from './list-world';
import { requireVersion } from './lists.queries';

/** What one version changes in another, in words. */
export async function compareLists(
  kind: ListKind,
  actor: Actor | null,
  { from, to }: { from: string; to: string },
): Promise<{ changes: ListChange[] }> {
  const [before, after] = await Promise.all([
    requireVersion(kind, from, actor),
    requireVersion(kind, to, actor),
  ]);
  return { changes: listRules[kind].compare(before, after, await listWorld()) };
}
