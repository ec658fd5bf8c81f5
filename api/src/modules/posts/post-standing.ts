import type { PostStanding } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { accountNames } from '../identity/accounts.queries';
import { openWorkIn } from '../issues/open-work.queries';
import { requireManaged } from './managed-post';
import { PostModel, type PostRecord } from './post.model';
import { scopeOf, viewPost } from './post.view';
import { isHeldAt } from './posts.queries';

/** What a post has in hand right now: looked at before it is ended or handed over. */
export async function postStanding(actor: Actor, postId: string, now: Date): Promise<PostStanding> {
  const post = await requireManaged(actor, postId);
  const actings = await PostModel.find({ 'actingFor.postId': post._id, endedAt: null }).lean<PostRecord[]>();
  const acting = actings.find((each) => isHeldAt(each, now));
  const names = await accountNames(acting ? [String(acting.accountId)] : []);
  return {
    post: await viewPost(post),
    open: await openWorkIn(scopeOf(post)),
    actingNow: acting ? (names.get(String(acting.accountId)) ?? '') : null,
  };
}
