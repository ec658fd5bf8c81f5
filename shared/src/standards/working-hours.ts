import { z } from 'zod';
import { MINUTE_MS } from '../time';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间写作 08:30');

/** Minutes after midnight of `08:30`. */
export function minuteOfDay(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}

/** When an organisation works: its windows of a day, and on which days. */
export const workingHoursSchema = z
  .object({
    /** `every_day` for those who also work at weekends and on holidays, such as street cleaning. */
    days: z.enum(['working_days', 'every_day']),
    windows: z
      .array(z.object({ from: clock, to: clock }))
      .min(1)
      .max(6),
  })
  .refine(
    ({ windows }) =>
      windows.every(({ from, to }, i) => {
        const before = windows[i - 1];
        return (
          minuteOfDay(from) < minuteOfDay(to) && (!before || minuteOfDay(before.to) <= minuteOfDay(from))
        );
      }),
    { path: ['windows'], message: '工作时段要先后排列、互不重叠' },
  );
export type WorkingHours = z.infer<typeof workingHoursSchema>;

export const defaultWorkingHours: WorkingHours = {
  days: 'working_days',
  windows: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ],
};

/** How long one full working day is. */
export function workingDayMs({ windows }: WorkingHours): number {
  return windows.reduce((sum, { from, to }) => sum + minuteOfDay(to) - minuteOfDay(from), 0) * MINUTE_MS;
}
