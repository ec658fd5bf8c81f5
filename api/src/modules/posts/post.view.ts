import type { Me } from '@gongzhi/shared/identity/schema';
import type { PostView } from '@gongzhi/shared/posts/schema';
import { accountNames } from '../identity/accounts.queries';
import type { Handover, PostRecord } from './post.model';
import { activePosts } from './posts.queries';
import { scopeNames } from './scope';

export const scopeOf = ({ scopeKind, scopeId }: Pick<PostRecord, 'scopeKind' | 'scopeId'>) => ({
  kind: scopeKind,
  id: String(scopeId),
});

/** Posts as the desk sees them; names of people are given by who asked for them. */
export async function postViews(
  records: readonly PostRecord[],
  people: ReadonlyMap<string, string>,
): Promise<PostView[]> {
  const names = await scopeNames(records.map(scopeOf));
  return records.map((record) => {
    const scope = scopeOf(record);
    const accountId = String(record.accountId);
    return {
      id: String(record._id),
      role: record.role,
      scope: { ...scope, name: names.get(scope.id) ?? '' },
      account: { id: accountId, name: people.get(accountId) ?? '（已注销）' },
      title: record.title,
      from: record.from.toISOString(),
      until: record.until?.toISOString() ?? null,
      endedAt: record.endedAt?.toISOString() ?? null,
      appointedBy: record.appointedBy.name,
      endedWhy: record.endedWhy,
      actingFor: record.actingFor
        ? { postId: String(record.actingFor.postId), name: record.actingFor.name }
        : null,
      handover: record.handover ? handoverView(record.handover) : null,
      takenFrom: record.takenFrom
        ? { postId: String(record.takenFrom.postId), name: record.takenFrom.name }
        : null,
    };
  });
}

const handoverView = ({ toPostId, toName, note, open }: Handover) => ({
  toPostId: String(toPostId),
  to: toName,
  note,
  open,
});

/** One post by itself. */
export async function viewPost(record: PostRecord): Promise<PostView> {
  const [view] = await postViews([record], await accountNames([String(record.accountId)]));
  return view as PostView;
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
