import { endPostsOf } from './end-posts-of';
import { PostModel, type PostRecord } from './post.model';
import { everHeldPost } from './posts.queries';

const GONE = '（已注销）';
const PAGE = 200;

/**
 * Of somebody who has gone the history of posts keeps the number of the account, no name: neither as who held one, nor
 * as who appointed, handed over or was stood in for. A post given at the very moment the account was erased ends here.
 */
export async function forgetHolder(accountId: string, now: Date): Promise<void> {
  await endPostsOf(accountId, { why: '账号已注销', by: null }, now);
  // Only who held a post once can have appointed or been stood in for.
  if (!(await everHeldPost(accountId))) return;
  for (let after: PostRecord['_id'] | null = null; ; ) {
    const page: PostRecord[] = await PostModel.find(after ? { _id: { $gt: after } } : {})
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<PostRecord[]>();
    for (const post of page) {
      const change = without(post, accountId);
      if (Object.keys(change).length > 0) await PostModel.updateOne({ _id: post._id }, { $set: change });
    }
    after = page.at(-1)?._id ?? null;
    if (page.length < PAGE) return;
  }
}

/** The fields that name the person, with the name taken out; each by its path, so that nothing else is written. */
function without(post: PostRecord, accountId: string): Record<string, string> {
  const theirs = (id: unknown) => String(id) === accountId;
  const { appointedBy, actingFor, takenFrom, handover } = post;
  const change: Record<string, string> = {};
  if (theirs(appointedBy.accountId)) change['appointedBy.name'] = GONE;
  if (theirs(actingFor?.accountId)) change['actingFor.name'] = GONE;
  if (theirs(takenFrom?.accountId)) change['takenFrom.name'] = GONE;
  if (handover) {
    if (theirs(post.accountId)) change['handover.fromName'] = GONE;
    if (theirs(handover.toAccountId)) change['handover.toName'] = GONE;
    if (theirs(handover.by.accountId)) change['handover.by.name'] = GONE;
  }
  return change;
}
