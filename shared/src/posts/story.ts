import { stateFacts } from '../issues/states';
import { lastDay } from '../time';
import type { OpenWork, PostView } from './schema';

export interface StoryEntry {
  at: string;
  kind: 'appointed' | 'acting' | 'actingOver' | 'handedOver' | 'ended' | 'expired';
  /** One plain sentence, without a full stop. */
  text: string;
  note: string;
}

/** 「待核查 3 件、处置中 1 件」; nothing when nothing was open. */
export function openWords(open: OpenWork): string {
  return open.map(({ state, count }) => `${stateFacts[state].label} ${count} 件`).join('、');
}

/** How a post went from hand to hand, oldest first: 任命 → 代理 → 交接 → 卸任, from all that was ever held of it. */
export function postStory(posts: readonly PostView[], now: Date): StoryEntry[] {
  return posts
    .flatMap((post) => [beginning(post), ...ending(post, now)])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : order[a.kind] - order[b.kind]));
}

/** At the same moment the old holder leaves before the new one comes. */
const order: Record<StoryEntry['kind'], number> = {
  actingOver: 0,
  handedOver: 1,
  ended: 2,
  expired: 3,
  appointed: 4,
  acting: 5,
};

const by = (name: string) => (name ? `，${name}任命` : '');

function beginning({ account, from, until, actingFor, takenFrom, appointedBy }: PostView): StoryEntry {
  const at = from;
  if (actingFor) {
    const end = until ? `，到 ${lastDay(new Date(until))}` : '';
    return { at, kind: 'acting', text: `${account.name}代理${actingFor.name}${end}`, note: '' };
  }
  const text = takenFrom
    ? `${account.name}接任${takenFrom.name}${by(appointedBy)}`
    : `${account.name}任职${by(appointedBy)}`;
  return { at, kind: 'appointed', text, note: '' };
}

function ending(
  { account, until, endedAt, endedWhy, actingFor, handover }: PostView,
  now: Date,
): StoryEntry[] {
  if (handover && endedAt) {
    const open = openWords(handover.open);
    const text = `${account.name}交接给${handover.to}，${open ? `当时未办完：${open}` : '当时没有未办完的案件'}`;
    return [{ at: endedAt, kind: 'handedOver', text, note: handover.note }];
  }
  if (endedAt) {
    const text = `${account.name}${actingFor ? '结束代理' : '卸任'}`;
    return [{ at: endedAt, kind: actingFor ? 'actingOver' : 'ended', text, note: endedWhy ?? '' }];
  }
  if (!until || new Date(until) > now) return [];
  const text = `${account.name}${actingFor ? '代理到期' : '任期届满'}`;
  return [{ at: until, kind: actingFor ? 'actingOver' : 'expired', text, note: '' }];
}
