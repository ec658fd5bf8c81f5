import type { PostView } from '@gongzhi/shared/posts/schema';
import { localDay } from '@gongzhi/shared/time';

/** 「2026-01-05 起，2026-12-31 止 · 韩朗任命」 */
export function sinceWords({ from, until, endedAt, appointedBy }: PostView): string {
  const end = endedAt ?? until;
  const days = `${localDay(new Date(from))} 起${end ? `，${localDay(new Date(end))} 止` : ''}`;
  return appointedBy ? `${days} · ${appointedBy}任命` : days;
}
