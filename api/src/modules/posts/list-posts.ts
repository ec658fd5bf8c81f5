import type { PostRole, PostView } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { decodeIdCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { accountNames } from '../identity/accounts.queries';
import { PostModel, type PostRecord } from './post.model';
import { canListPosts } from './post.policy';
import { postViews } from './post.view';

interface PostFilter {
  role?: PostRole;
  scopeId?: string;
  accountId?: string;
  cursor?: string;
  limit: number;
}

/** Posts with their history, newest first. */
export async function listPosts(
  actor: Actor,
  { role, scopeId, accountId, cursor, limit }: PostFilter,
): Promise<{ items: PostView[]; next: string | null }> {
  if (!canListPosts(actor, accountId)) throw new AppError('FORBIDDEN');
  const records = await PostModel.find({
    ...(accountId ? { accountId } : {}),
    ...(scopeId ? { scopeId } : {}),
    ...(role ? { role } : {}),
    ...(cursor ? { _id: { $lt: decodeIdCursor(cursor) } } : {}),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<PostRecord[]>();
  const page = records.slice(0, limit);
  const names = await accountNames(page.map((record) => String(record.accountId)));
  return {
    items: await postViews(page, names),
    next: records.length > limit ? encodeCursor([String(page.at(-1)?._id)]) : null,
  };
}
