import { DAY_MS } from '@gongzhi/shared/time';
import type { Actor } from '../http/actor';
import { actFor } from '../modules/posts/act-for';
import { editCard } from '../modules/posts/post-card';
import { activePosts } from '../modules/posts/posts.queries';

/** What the people of the demonstration say on their public cards. */
const cards: Record<string, { intro: string; publicPhone: string | null }> = {
  'chief-1': { intro: '每天早上七点到九点在街上，有事当面说也行。', publicPhone: '0519-00000201' },
  'chief-2': { intro: '东门大街从东门桥到文化路这一段。', publicPhone: null },
  'chief-3': { intro: '市民中心周边，工作日都在。', publicPhone: null },
  'building-1': { intro: '住在本幢 2 单元，晚上和周末在家。', publicPhone: null },
  'grid-dongmen-1': { intro: '上午巡查，下午在社区。', publicPhone: null },
};
/** Who is on leave, and who stands in. */
const ON_LEAVE = { holder: 'chief-2', substitute: 'chief-1', days: 10, why: '年假' };

/** Public cards, and one chief on leave with somebody who stands in. Done again, it changes nothing. */
export async function seedPostDetails(
  officer: Actor,
  ids: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  for (const [key, card] of Object.entries(cards)) {
    const [post] = await activePosts(ids.get(key) ?? '', now);
    if (post) await editCard(officer, post.id, { published: true, photoId: null, ...card }, now);
  }
  const substitute = ids.get(ON_LEAVE.substitute) ?? '';
  const [left] = await activePosts(ids.get(ON_LEAVE.holder) ?? '', now);
  if (!left || (await activePosts(substitute, now)).some(({ actingFor }) => actingFor)) return;
  const until = new Date(now.getTime() + ON_LEAVE.days * DAY_MS).toISOString();
  await actFor(officer, left.id, { accountId: substitute, until, why: ON_LEAVE.why }, now);
}
