import { closePost } from './close-post';
import { PostModel, type PostRecord } from './post.model';

/** Ends everything somebody holds or is going to hold, e.g. because the account is no longer in use. */
export async function endPostsOf(
  accountId: string,
  { why, by }: { why: string; by: string | null },
  now: Date,
): Promise<PostRecord[]> {
  const held = await PostModel.find({ accountId, endedAt: null }).lean<PostRecord[]>();
  const ended: PostRecord[] = [];
  for (const { _id } of held) {
    const closed = await closePost(_id, { why, by }, now);
    if (closed) ended.push(closed);
  }
  return ended;
}
