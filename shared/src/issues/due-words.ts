import { addDays, DAY_MS, HOUR_MS, localClock, localDay, MINUTE_MS, weekdayOf } from '../time';

export interface Remaining {
  late: boolean;
  /** Of the size of the time left or gone over, in `unit`. */
  amount: number;
  unit: 'minutes' | 'hours' | 'days';
  /** 「还剩 3 小时」, 「超时 2 天」 */
  text: string;
}

const unitWords: Record<Remaining['unit'], string> = { minutes: '分钟', hours: '小时', days: '天' };

/** The time left until a due time, or gone over it, in the largest unit that fits, rounded down. */
export function remaining({ now, due }: { now: Date; due: Date }): Remaining {
  const left = due.getTime() - now.getTime();
  const late = left < 0;
  const size = Math.abs(left);
  const [unit, ms] =
    size >= DAY_MS
      ? (['days', DAY_MS] as const)
      : size >= HOUR_MS
        ? (['hours', HOUR_MS] as const)
        : (['minutes', MINUTE_MS] as const);
  const amount = Math.floor(size / ms);
  if (amount === 0) return { late, amount, unit, text: late ? '刚刚超时' : '马上到期' };
  return { late, amount, unit, text: `${late ? '超时' : '还剩'} ${amount} ${unitWords[unit]}` };
}

const weekdays = ['', '一', '二', '三', '四', '五', '六', '日'];

/** The day as said today: 今天, 明天, 周五, 下周一; 12月3日 farther off; with its year when that is another one. */
function describeDay(now: Date, instant: Date): string {
  const [today, day] = [localDay(now), localDay(instant)];
  for (const [shift, word] of [
    [-1, '昨天'],
    [0, '今天'],
    [1, '明天'],
  ] as const) {
    if (day === addDays(today, shift)) return word;
  }
  const [year = '', month, date] = day.split('-').map(Number);
  if (day > today && day <= addDays(today, 6)) {
    const weekday = weekdayOf(day);
    return `${weekday < weekdayOf(today) ? '下周' : '周'}${weekdays[weekday]}`;
  }
  return `${today.startsWith(String(year)) ? '' : `${year}年`}${month}月${date}日`;
}

/** An instant in words, relative near and absolute far: 「今天 18:00」, 「下周一 11:00」, 「12月3日 10:00」. */
export function describeInstant(now: Date, instant: Date): string {
  return `${describeDay(now, instant)} ${localClock(instant)}`;
}

/** A due time in words: 「周三 18:00 前」, or once it has passed 「昨天 18:00 到期，超时 16 小时」. */
export function describeDue(now: Date, due: Date): string {
  const when = describeInstant(now, due);
  if (due >= now) return `${when} 前`;
  return `${when} 到期，${remaining({ now, due }).text}`;
}
