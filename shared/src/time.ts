/** China has one time zone, without summer time, so a fixed shift is exact for every date the system handles. */
export const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;
export const MINUTE_MS = 60 * 1000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The day in China on which an instant falls, as `2026-11-23`. */
export function localDay(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** A day for people who read rather than compare: 「2026年11月3日」. It breaks over a line where Chinese may. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The last day of a term that ends at this instant: one that ends at midnight does not reach into the new day. */
export function lastDay(end: Date): string {
  return localDay(new Date(end.getTime() - 1));
}

/** The first instant of a day in China. */
export function startOfLocalDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The day `count` days after (or before) a day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The time of day in China, as `18:00`. */
export function localClock(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(11, 16);
}
