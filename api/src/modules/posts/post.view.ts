import type { Me } from '@gongzhi/shared/identity/schema';
import type { PostView } from '@gongzhi/shared/posts/schema';
import type { PostRecord } from './post.model';
import { activePosts } from './posts.queries';
import { scopeNames } from './scope';

export const scopeOf = ({ scopeKind, scopeId }: Pick<PostRecord, 'scopeKind' | 'scopeId'>) => ({
  kind: scopeKind,
  id: String(scopeId),
});

/** Posts as the desk sees them; names of people are given by who asked for them. */
export async function postViews(
  records: readonly PostRecord[],
  accountNames: ReadonlyMap<string, string>,
): Promise<PostView[]> {
  const names = await scopeNames(records.map(scopeOf));
  return records.map((record) => {
    const scope = scopeOf(record);
    const accountId = String(record.accountId);
    return {
      id: String(record._id),
      role: record.role,
      scope: { ...scope, name: names.get(scope.id) ?? '' },
      account: { id: accountId, name: accountNames.get(accountId) ?? '（已注销）' },
      title: record.title,
      from: record.from.toISOString(),
      until: record.until?.toISOString() ?? null,
      endedAt: record.endedAt?.toISOString() ?? null,
      appointedBy: record.appointedBy.name,
    };
  });
}

/** Somebody's own posts, in words. */
export async function myPosts(accountId: string, now: Date): Promise<Me['posts']> {
  const posts = await activePosts(accountId, now);
  const names = await scopeNames(posts.map(({ scope }) => scope));
  return posts.map(({ id, role, scope, title }) => ({
    id,
    role,
    scope: { ...scope, name: names.get(scope.id) ?? '' },
    title,
  }));
}
