import { z } from 'zod';
import { weekdayOf } from '../time';
import published from './data/calendar.json';

const day = z.iso.date();

/** Public holidays and make-up working days, year by year; a year is there only once it has been announced. */
export const calendarSchema = z
  .object({
    version: z.string().min(1),
    source: z.string().min(1),
    years: z.record(
      z.string().regex(/^\d{4}$/),
      z.object({ daysOff: z.record(day, z.string()), makeUpDays: z.record(day, z.string()) }),
    ),
  })
  .superRefine((calendar, context) => {
    for (const [year, { daysOff, makeUpDays }] of Object.entries(calendar.years)) {
      for (const date of [...Object.keys(daysOff), ...Object.keys(makeUpDays)]) {
        if (!date.startsWith(year)) context.addIssue({ code: 'custom', message: `${date} 不在 ${year} 年` });
      }
      for (const date of Object.keys(makeUpDays)) {
        if (date in daysOff) context.addIssue({ code: 'custom', message: `${date} 既放假又上班` });
        if (weekdayOf(date) < 6) context.addIssue({ code: 'custom', message: `${date} 本来就是工作日` });
      }
    }
  });
export type Calendar = z.infer<typeof calendarSchema>;

/** The calendar that ships with the program. A newer one can be put in its place as data. */
export const publishedCalendar: Calendar = published;

export type DayKind = 'workday' | 'make_up' | 'weekend' | 'holiday';

/** What kind of day it is; `published` is false in a year nobody has announced yet (weekends count as off). */
export function dayKind(
  calendar: Calendar,
  date: string,
): { kind: DayKind; name: string; published: boolean } {
  const year = calendar.years[date.slice(0, 4)];
  const holiday = year?.daysOff[date];
  if (holiday) return { kind: 'holiday', name: holiday, published: true };
  const makeUp = year?.makeUpDays[date];
  if (makeUp) return { kind: 'make_up', name: makeUp, published: true };
  const weekend = weekdayOf(date) >= 6;
  return { kind: weekend ? 'weekend' : 'workday', name: '', published: Boolean(year) };
}

export function isWorkingDay(calendar: Calendar, date: string): boolean {
  const { kind } = dayKind(calendar, date);
  return kind === 'workday' || kind === 'make_up';
}
