import { type Calendar, dayKind, isWorkingDay } from '../standards/calendar';
import type { Limit } from '../standards/labels';
import { minuteOfDay, type WorkingHours, workingDayMs } from '../standards/working-hours';
import { addDays, DAY_MS, HOUR_MS, localDay, MINUTE_MS, startOfLocalDay } from '../time';

/** A stretch that does not count against a limit: suspended, or waiting for somebody else's check. */
export interface Pause {
  from: Date;
  to: Date;
}

export interface ClockInput {
  from: Date;
  limit: Limit;
  calendar: Calendar;
  hours: WorkingHours;
  pauses?: readonly Pause[];
}

export interface DueTime {
  due: Date;
  /** The sum touches a year whose holidays are not announced yet; compute again once they are. */
  provisional: boolean;
}

/** One line of the arithmetic: a stretch that counts, or one that does not and why. */
export interface DueSpan {
  from: Date;
  to: Date;
  minutes: number;
  counts: boolean;
  note: string;
}

type Stretch = [start: number, end: number];

/** Longest search for working time; a limit that needs more is a mistake in the data. */
const LONGEST_SEARCH_DAYS = 20 * 366;

function isUrgent({ unit }: Limit): boolean {
  return unit === 'urgent_hours' || unit === 'urgent_days';
}

/** How much counted time a limit is. */
export function limitMs({ amount, unit }: Limit, hours: WorkingHours): number {
  switch (unit) {
    case 'urgent_hours':
    case 'work_hours':
      return amount * HOUR_MS;
    case 'urgent_days':
      return amount * DAY_MS;
    case 'work_days':
      return amount * workingDayMs(hours);
  }
}

/** The working windows from an instant on, in order. */
function* workingStretches(from: number, calendar: Calendar, hours: WorkingHours): Generator<Stretch> {
  const firstDay = localDay(new Date(from));
  for (let i = 0; i < LONGEST_SEARCH_DAYS; i++) {
    const day = addDays(firstDay, i);
    if (hours.days === 'working_days' && !isWorkingDay(calendar, day)) continue;
    const midnight = startOfLocalDay(day).getTime();
    for (const window of hours.windows) {
      const end = midnight + minuteOfDay(window.to) * MINUTE_MS;
      if (end > from) yield [Math.max(from, midnight + minuteOfDay(window.from) * MINUTE_MS), end];
    }
  }
  throw new RangeError('a limit must run out within 20 years');
}

/** What of one stretch is left after taking the pauses out. */
function withoutPauses(stretch: Stretch, pauses: readonly Pause[]): Stretch[] {
  let left: Stretch[] = [stretch];
  for (const pause of pauses) {
    const [from, to] = [pause.from.getTime(), pause.to.getTime()];
    left = left.flatMap(([start, end]): Stretch[] => {
      if (to <= from || to <= start || from >= end) return [[start, end]];
      const parts: Stretch[] = [
        [start, from],
        [to, end],
      ];
      return parts.filter(([a, b]) => a < b);
    });
  }
  return left;
}

/** The stretches that count, cut off at the instant the limit runs out. */
function countedStretches({ from, limit, calendar, hours, pauses = [] }: ClockInput): Stretch[] {
  const start = from.getTime();
  const source = isUrgent(limit)
    ? [[start, Number.POSITIVE_INFINITY] as Stretch]
    : workingStretches(start, calendar, hours);
  const counted: Stretch[] = [];
  let left = limitMs(limit, hours);
  if (!(left > 0)) throw new RangeError('a limit must be longer than nothing');
  for (const stretch of source) {
    for (const [a, b] of withoutPauses(stretch, pauses)) {
      const end = Math.min(b, a + left);
      counted.push([a, end]);
      left -= end - a;
      // Time that runs out exactly at a window's end is due then, not when the next one begins.
      if (left <= 0) return counted;
    }
  }
  return counted;
}

function touchesUnpublishedYear(from: Date, due: Date, calendar: Calendar): boolean {
  const lastYear = Number(localDay(due).slice(0, 4));
  for (let year = Number(localDay(from).slice(0, 4)); year <= lastYear; year++) {
    if (!calendar.years[year]) return true;
  }
  return false;
}

function dueOf(counted: Stretch[], { from, limit, calendar, hours }: ClockInput): DueTime {
  const due = new Date(counted.at(-1)?.[1] ?? from.getTime());
  const readsCalendar = !isUrgent(limit) && hours.days === 'working_days';
  return { due, provisional: readsCalendar && touchesUnpublishedYear(from, due, calendar) };
}

/** When a limit that starts now runs out. */
export function dueAt(input: ClockInput): DueTime {
  return dueOf(countedStretches(input), input);
}

/** Why the time between two counted stretches does not count. */
function gapNote(from: number, to: number, { calendar, hours, limit, pauses = [] }: ClockInput): string {
  const notes = new Set<string>();
  if (pauses.some((pause) => pause.from.getTime() < to && pause.to.getTime() > from)) notes.add('暂停计时');
  if (isUrgent(limit)) return [...notes].join('、');
  const [firstDay, lastDay] = [localDay(new Date(from)), localDay(new Date(to))];
  if (hours.days === 'working_days') {
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
      const { kind, name } = dayKind(calendar, day);
      if (kind === 'holiday') notes.add(`${name}放假`);
      if (kind === 'weekend') notes.add('周末');
    }
  }
  if (notes.size > 0) return [...notes].join('、');
  const betweenWindows = hours.windows.slice(0, -1).some(({ to: end }) => {
    return firstDay === lastDay && from >= startOfLocalDay(firstDay).getTime() + minuteOfDay(end) * MINUTE_MS;
  });
  return betweenWindows ? '午间休息' : '下班时间';
}

function countedNote(start: number, { limit, hours, calendar }: ClockInput): string {
  if (isUrgent(limit)) return '昼夜连续计算';
  const makeUp =
    hours.days === 'working_days' && dayKind(calendar, localDay(new Date(start))).kind === 'make_up';
  return makeUp ? '工作时间（调休上班）' : '工作时间';
}

/** The arithmetic behind a due time, stretch by stretch, so that anybody can check it. */
export function explainDue(input: ClockInput): DueTime & { spans: DueSpan[] } {
  const counted = countedStretches(input);
  const spans: DueSpan[] = [];
  const add = (start: number, end: number, counts: boolean, note: string) => {
    const minutes = Math.round((end - start) / MINUTE_MS);
    spans.push({ from: new Date(start), to: new Date(end), minutes, counts, note });
  };
  let last = input.from.getTime();
  for (const [start, end] of counted) {
    if (start > last) add(last, start, false, gapNote(last, start, input));
    add(start, end, true, countedNote(start, input));
    last = end;
  }
  return { ...dueOf(counted, input), spans };
}

/** Counted time between two instants, e.g. how much of a limit is used up. */
export function countedMsBetween(
  input: Omit<ClockInput, 'limit'> & { to: Date; unit: Limit['unit'] },
): number {
  const { from, to, unit, calendar, hours, pauses = [] } = input;
  const end = to.getTime();
  const urgent = isUrgent({ amount: 1, unit });
  const source = urgent
    ? [[from.getTime(), end] as Stretch]
    : workingStretches(from.getTime(), calendar, hours);
  let sum = 0;
  for (const [a, b] of source) {
    if (a >= end) break;
    for (const [x, y] of withoutPauses([a, Math.min(b, end)], pauses)) sum += y - x;
  }
  return sum;
}
