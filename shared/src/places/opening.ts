const span = /^(\d{1,2}):(\d{2})\s*[-–~至]\s*(\d{1,2}):(\d{2})$/;
const always = ['全天', '24小时', '24 小时', '全天开放'];

/**
 * Whether hours as they are written (「05:30-22:00」, several parted by commas, 「全天」) hold a minute of the day; a
 * span may run over midnight. Null where the writing cannot be read: then nobody is told that something is closed.
 */
export function isOpenAt(hours: string, minuteOfDay: number): boolean | null {
  const text = hours.normalize('NFKC').trim();
  if (always.includes(text)) return true;
  const spans = text.split(/[,;、]/).map((part) => span.exec(part.trim()));
  if (spans.length === 0 || spans.some((found) => !found)) return null;
  return spans.some((found) => {
    const [, fromHour, fromMinute, toHour, toMinute] = (found ?? []).map(Number) as number[];
    const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
    const to = (toHour ?? 0) * 60 + (toMinute ?? 0);
    return from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
  });
}
