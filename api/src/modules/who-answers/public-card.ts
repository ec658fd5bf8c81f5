import type { PublicCard } from '@gongzhi/shared/who-answers/schema';
import { AppError } from '../../http/errors';
import { lastMonthOf } from '../figures/area-month.queries';
import { countOpen } from '../issues/issue-facts.queries';
import { cardOf } from '../posts/post-card';
import { heldPost } from '../posts/posts.queries';
import { briefsOf } from './who-answers';

/** The public card of somebody in post. What is not published, or not held any more, is not there. */
export async function publicCard(postId: string, now: Date): Promise<PublicCard> {
  const posts = await heldPost(postId, now);
  const own = posts.find(({ _id }) => String(_id) === postId);
  const brief = (await briefsOf(posts)).find((each) => each.postId === postId);
  if (!own || !brief) throw new AppError('NOT_FOUND', { detail: `no public card ${postId}` });
  const { intro, publicPhone } = cardOf(own);
  return { ...brief, intro, publicPhone, lastMonth: await figuresOf(brief, now) };
}

async function figuresOf({ role, place }: Pick<PublicCard, 'role' | 'place'>, now: Date) {
  if (role !== 'chief' && role !== 'river_chief') return null;
  const [month, { open }] = await Promise.all([lastMonthOf(place.id, now), countOpen(place.id, now)]);
  return { ...month, openNow: open };
}
