import type { CardBrief } from '@gongzhi/shared/who-answers/schema';
import { viewPicture } from '../files/file.view';
import { brief, placeById } from '../places/place-index';
import type { PostRecord } from '../posts/post.model';
import { cardOf } from '../posts/post-card';

/**
 * The published cards among some posts, in the order given; who stands in for one is shown on it. Nothing else of a
 * person is ever shown.
 */
export function cardBriefs(posts: readonly PostRecord[], names: ReadonlyMap<string, string>): CardBrief[] {
  const nameOf = ({ accountId }: PostRecord) => names.get(String(accountId)) ?? '';
  return posts.flatMap((post) => {
    const place = placeById(String(post.scopeId));
    const card = cardOf(post);
    if (post.actingFor || !place || !card.published) return [];
    const acting = posts.find(({ actingFor }) => actingFor?.postId.equals(post._id));
    return [
      {
        postId: String(post._id),
        role: post.role,
        name: nameOf(post),
        title: post.title,
        place: brief(place),
        since: post.from.toISOString(),
        photo: card.photo && viewPicture(card.photo),
        acting: acting?.until ? { name: nameOf(acting), until: acting.until.toISOString() } : null,
      },
    ];
  });
}
