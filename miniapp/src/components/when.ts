import { describeInstant } from '@gongzhi/shared/issues/due-words';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@gongzhi/shared/time';

/** When something happened: relative near, absolute far. 「3 分钟前」, 「昨天 18:00」, 「11月3日 10:00」 */
export function when(now: Date, iso: string): string {
  const at = new Date(iso);
  const ago = now.getTime() - at.getTime();
  if (ago < MINUTE_MS) return '刚刚';
  if (ago < HOUR_MS) return `${Math.floor(ago / MINUTE_MS)} 分钟前`;
  if (ago < DAY_MS / 4) return `${Math.floor(ago / HOUR_MS)} 小时前`;
  return describeInstant(now, at);
}

/** Until when, where the time left or gone over stands beside it: 「周三 18:00 前」, 「昨天 19:00 到期」. */
export function until(now: Date, due: Date): string {
  return `${describeInstant(now, due)} ${due >= now ? '前' : '到期'}`;
}

/** 「350 米」, 「1.2 公里」 */
export function distanceWords(metres: number): string {
  return metres < 1000
    ? `${Math.max(10, Math.round(metres / 10) * 10)} 米`
    : `${(metres / 1000).toFixed(1)} 公里`;
}
