import type { PostView } from '@gongzhi/shared/posts/schema';
import { lastDay, localDay } from '@gongzhi/shared/time';

/** 「2026-01-05 起，2026-12-31 止 · 韩朗任命」 */
export function sinceWords({ from, until, endedAt, appointedBy }: PostView): string {
  const end = endedAt ? localDay(new Date(endedAt)) : until && lastDay(new Date(until));
  const days = `${localDay(new Date(from))} 起${end ? `，${end} 止` : ''}`;
  return appointedBy ? `${days} · ${appointedBy}任命` : days;
}
