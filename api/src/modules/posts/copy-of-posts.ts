import { roleLabels } from '@gongzhi/shared/posts/labels';
import { PostModel, type PostRecord } from './post.model';
import { scopeOf } from './post.view';
import { scopeNames } from './scope';

const PAGE = 100;

/** Posts somebody holds and held, latest first. */
export async function* copyOfPosts(accountId: string): AsyncGenerator<Record<string, unknown>> {
  for (let after: PostRecord['_id'] | null = null; ; ) {
    const page: PostRecord[] = await PostModel.find({ accountId, ...(after && { _id: { $lt: after } }) })
      .sort({ _id: -1 })
      .limit(PAGE)
      .lean<PostRecord[]>();
    const names = await scopeNames(page.map(scopeOf));
    for (const post of page) {
      yield {
        岗位: post.title,
        角色: roleLabels[post.role],
        范围: names.get(String(post.scopeId)) ?? '',
        自: post.from,
        至: post.endedAt ?? post.until,
      };
    }
    after = page.at(-1)?._id ?? null;
    if (page.length < PAGE) return;
  }
}
