import { countedMsBetween, dueAt, explainDue, type Pause } from '@gongzhi/shared/issues/clocks';
import { publishedCalendar as calendar } from '@gongzhi/shared/standards/calendar';
import type { Limit, LimitUnit } from '@gongzhi/shared/standards/labels';
import {
  defaultWorkingHours,
  type WorkingHours,
  workingDayMs,
} from '@gongzhi/shared/standards/working-hours';
import { localClock, localDay, MINUTE_MS } from '@gongzhi/shared/time';
import fc from 'fast-check';

const hours = defaultWorkingHours;
/** `2026-11-25 11:00` in China. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const say = (instant: Date) => `${localDay(instant)} ${localClock(instant)}`;
const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to) });
const due = (
  amount: number,
  unit: LimitUnit,
  from: string,
  pauses: Pause[] = [],
  own: WorkingHours = hours,
) => dueAt({ from: at(from), limit: { amount, unit }, calendar, hours: own, pauses });

describe('the examples of the case rules', () => {
  it.each<[number, LimitUnit, string, string, string, Pause[]]>([
    [2, 'work_hours', 'Wed', '2026-11-25 11:00', '2026-11-25 14:30', []],
    [1, 'work_days', 'Wed', '2026-11-25 15:00', '2026-11-26 15:00', []],
    [4, 'work_hours', 'Fri', '2026-11-27 16:30', '2026-11-30 11:00', []],
    [2, 'urgent_hours', 'Sat', '2026-11-28 23:00', '2026-11-29 01:00', []],
    [
      5,
      'work_days',
      'Mon, over National Day and its make-up Saturday',
      '2026-09-28 10:00',
      '2026-10-10 10:00',
      [],
    ],
    [
      8,
      'work_hours',
      'Mon, suspended',
      '2026-11-23 09:00',
      '2026-11-25 10:30',
      [pause('2026-11-23 11:00', '2026-11-24 14:00')],
    ],
    [1, 'work_days', 'Sat', '2026-11-28 10:00', '2026-11-30 18:00', []],
  ])('%d %s from %s %s is due %s', (amount, unit, _, from, expected, pauses) => {
    const answer = due(amount, unit, from, pauses);
    expect(say(answer.due)).toBe(expected);
    expect(answer.provisional).toBe(false);
  });
});

describe('edges', () => {
  it.each<[string, number, LimitUnit, string, string]>([
    ['runs out exactly at the end of the morning', 1, 'work_hours', '2026-11-25 11:00', '2026-11-25 12:00'],
    ['runs out exactly at the end of the day', 2, 'work_hours', '2026-11-25 16:00', '2026-11-25 18:00'],
    ['starts before work', 1, 'work_hours', '2026-11-25 06:00', '2026-11-25 09:30'],
    ['starts exactly when work starts', 1, 'work_hours', '2026-11-25 08:30', '2026-11-25 09:30'],
    ['starts at noon', 1, 'work_hours', '2026-11-25 12:30', '2026-11-25 14:30'],
    ['starts exactly at the end of the morning', 1, 'work_hours', '2026-11-25 12:00', '2026-11-25 14:30'],
    ['starts after work', 1, 'work_hours', '2026-11-25 19:00', '2026-11-26 09:30'],
    ['starts exactly at the end of the day', 1, 'work_days', '2026-11-25 18:00', '2026-11-26 18:00'],
    ['starts on a Friday night', 1, 'work_hours', '2026-11-27 22:00', '2026-11-30 09:30'],
    ['starts on a holiday', 1, 'work_hours', '2026-10-03 10:00', '2026-10-08 09:30'],
    ['crosses Spring Festival', 2, 'work_days', '2026-02-13 15:00', '2026-02-24 15:00'],
    [
      'ends on the Saturday made up for Spring Festival',
      1,
      'work_days',
      '2026-02-27 10:00',
      '2026-02-28 10:00',
    ],
    ['crosses New Year within announced years', 1, 'work_days', '2025-12-31 10:00', '2026-01-04 10:00'],
    ['counts days through the night when urgent', 2, 'urgent_days', '2026-09-30 18:00', '2026-10-02 18:00'],
    ['counts hours through midnight when urgent', 4, 'urgent_hours', '2026-11-25 22:30', '2026-11-26 02:30'],
  ])('%s', (_, amount, unit, from, expected) => {
    expect(say(due(amount, unit, from).due)).toBe(expected);
  });

  it('counts to the second', () => {
    const from = new Date('2026-11-25T11:00:17+08:00');
    expect(dueAt({ from, limit: { amount: 2, unit: 'work_hours' }, calendar, hours }).due).toEqual(
      new Date('2026-11-25T14:30:17+08:00'),
    );
  });

  it('knows no summer time: a day in March and one in July have the same length', () => {
    // Clocks change on 2026-03-29 in Europe and on 2026-03-08 in America.
    for (const day of ['2026-03-07', '2026-03-28', '2026-07-18']) {
      const from = at(`${day} 12:00`);
      const answer = dueAt({ from, limit: { amount: 2, unit: 'urgent_days' }, calendar, hours });
      expect(answer.due.getTime() - from.getTime()).toBe(48 * 60 * MINUTE_MS);
    }
  });

  it.each([0, -1])('refuses a limit of %d', (amount) => {
    expect(() => due(amount, 'work_hours', '2026-11-25 11:00')).toThrow(RangeError);
  });
});

describe('a year whose holidays are not announced', () => {
  it('counts weekends off and is provisional when the sum touches it', () => {
    // Fri 1 Jan 2027 will be a holiday, but nobody has said so yet.
    const answer = due(2, 'work_days', '2026-12-31 10:00');
    expect(say(answer.due)).toBe('2027-01-04 10:00');
    expect(answer.provisional).toBe(true);
  });

  it('is not provisional on the last evening before it', () => {
    expect(due(1, 'work_days', '2026-12-31 08:30')).toEqual({
      due: at('2026-12-31 18:00'),
      provisional: false,
    });
  });

  it('does not make urgent limits provisional, nor those of who works every day', () => {
    expect(due(2, 'urgent_days', '2026-12-31 10:00').provisional).toBe(false);
    expect(due(2, 'work_days', '2026-12-31 10:00', [], { ...hours, days: 'every_day' }).provisional).toBe(
      false,
    );
  });

  it('gives another time once it is announced', () => {
    const announced = {
      ...calendar,
      years: { ...calendar.years, 2027: { daysOff: { '2027-01-01': '元旦' }, makeUpDays: {} } },
    };
    const limit: Limit = { amount: 2, unit: 'work_days' };
    const answer = dueAt({ from: at('2026-12-31 10:00'), limit, calendar: announced, hours });
    expect(answer).toEqual({ due: at('2027-01-05 10:00'), provisional: false });
  });
});

describe('pauses', () => {
  it.each<[string, Pause[], string]>([
    ['none', [], '2026-11-25 11:00'],
    ['one in the night changes nothing', [pause('2026-11-24 20:00', '2026-11-25 06:00')], '2026-11-25 11:00'],
    ['one over lunch changes nothing', [pause('2026-11-24 12:00', '2026-11-24 13:30')], '2026-11-25 11:00'],
    [
      'one before the start changes nothing',
      [pause('2026-11-24 08:30', '2026-11-24 10:00')],
      '2026-11-25 11:00',
    ],
    [
      'one after the due time changes nothing',
      [pause('2026-11-25 11:00', '2026-11-26 10:00')],
      '2026-11-25 11:00',
    ],
    ['one of no length changes nothing', [pause('2026-11-24 14:00', '2026-11-24 14:00')], '2026-11-25 11:00'],
    [
      'one that runs backwards changes nothing',
      [pause('2026-11-24 15:00', '2026-11-24 14:00')],
      '2026-11-25 11:00',
    ],
    ['an hour of work', [pause('2026-11-24 14:00', '2026-11-24 15:00')], '2026-11-25 12:00'],
    ['an hour that is half lunch', [pause('2026-11-24 11:30', '2026-11-24 12:30')], '2026-11-25 11:30'],
    ['one that was on before the start', [pause('2026-11-23 09:00', '2026-11-24 12:00')], '2026-11-25 12:00'],
    [
      'two',
      [pause('2026-11-24 14:00', '2026-11-24 14:30'), pause('2026-11-25 09:00', '2026-11-25 09:30')],
      '2026-11-25 12:00',
    ],
    [
      'two that overlap count once',
      [pause('2026-11-24 14:00', '2026-11-24 15:00'), pause('2026-11-24 14:30', '2026-11-24 15:30')],
      '2026-11-25 14:00',
    ],
    [
      'in any order',
      [pause('2026-11-25 09:00', '2026-11-25 09:30'), pause('2026-11-24 14:00', '2026-11-24 14:30')],
      '2026-11-25 12:00',
    ],
  ])('8 working hours from Tue 11:00: %s', (_, pauses, expected) => {
    expect(say(due(8, 'work_hours', '2026-11-24 11:00', pauses).due)).toBe(expected);
  });

  it('stop an urgent clock at any hour', () => {
    const pauses = [pause('2026-11-28 23:30', '2026-11-29 06:00')];
    expect(say(due(2, 'urgent_hours', '2026-11-28 23:00', pauses).due)).toBe('2026-11-29 07:30');
  });
});

describe('hours of an organisation', () => {
  const sanitation: WorkingHours = {
    days: 'every_day',
    windows: [
      { from: '05:00', to: '11:00' },
      { from: '13:00', to: '19:00' },
    ],
  };
  const night: WorkingHours = { days: 'working_days', windows: [{ from: '18:00', to: '24:00' }] };

  it('may include weekends and holidays', () => {
    expect(say(due(4, 'work_hours', '2026-10-03 10:00', [], sanitation).due)).toBe('2026-10-03 16:00');
  });

  it('make a working day as long as their own', () => {
    expect(workingDayMs(sanitation)).toBe(12 * 60 * MINUTE_MS);
    expect(say(due(1, 'work_days', '2026-11-28 06:00', [], sanitation).due)).toBe('2026-11-29 06:00');
  });

  it('may end at midnight, and are due then', () => {
    expect(due(6, 'work_hours', '2026-11-24 10:00', [], night).due).toEqual(at('2026-11-25 00:00'));
  });
});

describe('the arithmetic', () => {
  const lines = (amount: number, unit: LimitUnit, from: string, pauses: Pause[] = []) =>
    explainDue({ from: at(from), limit: { amount, unit }, calendar, hours, pauses }).spans.map(
      (span) => `${say(span.from)} – ${say(span.to)} ${span.counts ? '+' : '-'}${span.minutes} ${span.note}`,
    );

  it('shows what counts and why the rest does not', () => {
    expect(lines(4, 'work_hours', '2026-11-27 11:00')).toEqual([
      '2026-11-27 11:00 – 2026-11-27 12:00 +60 工作时间',
      '2026-11-27 12:00 – 2026-11-27 13:30 -90 午间休息',
      '2026-11-27 13:30 – 2026-11-27 16:30 +180 工作时间',
    ]);
    expect(lines(4, 'work_hours', '2026-11-27 16:30')).toEqual([
      '2026-11-27 16:30 – 2026-11-27 18:00 +90 工作时间',
      '2026-11-27 18:00 – 2026-11-30 08:30 -3750 周末',
      '2026-11-30 08:30 – 2026-11-30 11:00 +150 工作时间',
    ]);
  });

  it('starts with the wait for the next window', () => {
    expect(lines(1, 'work_hours', '2026-11-25 19:00')).toEqual([
      '2026-11-25 19:00 – 2026-11-26 08:30 -810 下班时间',
      '2026-11-26 08:30 – 2026-11-26 09:30 +60 工作时间',
    ]);
    expect(lines(1, 'work_hours', '2026-11-25 07:30')[0]).toBe(
      '2026-11-25 07:30 – 2026-11-25 08:30 -60 下班时间',
    );
  });

  it('has no empty line when it starts exactly at the end of a window', () => {
    expect(lines(1, 'work_hours', '2026-11-25 12:00')).toEqual([
      '2026-11-25 12:00 – 2026-11-25 13:30 -90 午间休息',
      '2026-11-25 13:30 – 2026-11-25 14:30 +60 工作时间',
    ]);
  });

  it('names holidays and make-up days', () => {
    const spans = lines(5, 'work_days', '2026-09-28 10:00');
    expect(spans).toContain('2026-09-30 18:00 – 2026-10-08 08:30 -10950 国庆节放假');
    expect(spans.at(-1)).toBe('2026-10-10 08:30 – 2026-10-10 10:00 +90 工作时间（调休上班）');
  });

  it('names a pause', () => {
    expect(
      lines(8, 'work_hours', '2026-11-23 09:00', [pause('2026-11-23 11:00', '2026-11-24 14:00')]),
    ).toEqual([
      '2026-11-23 09:00 – 2026-11-23 11:00 +120 工作时间',
      '2026-11-23 11:00 – 2026-11-24 14:00 -1620 暂停计时',
      '2026-11-24 14:00 – 2026-11-24 18:00 +240 工作时间',
      '2026-11-24 18:00 – 2026-11-25 08:30 -870 下班时间',
      '2026-11-25 08:30 – 2026-11-25 10:30 +120 工作时间',
    ]);
  });

  it('is one line for an urgent limit', () => {
    expect(lines(2, 'urgent_hours', '2026-11-28 23:00')).toEqual([
      '2026-11-28 23:00 – 2026-11-29 01:00 +120 昼夜连续计算',
    ]);
  });
});

describe('for any limit, start and pauses', () => {
  const start = fc
    .integer({ min: Date.UTC(2024, 0, 1) / MINUTE_MS, max: Date.UTC(2027, 11, 1) / MINUTE_MS })
    .map((minute) => new Date(minute * MINUTE_MS));
  const working = fc.constantFrom<LimitUnit>('work_hours', 'work_days');
  const anyUnit = fc.constantFrom<LimitUnit>('work_hours', 'work_days', 'urgent_hours', 'urgent_days');
  const amount = fc.integer({ min: 1, max: 40 });
  const pausesAfter = (from: Date) =>
    fc
      .array(fc.tuple(fc.integer({ min: -2000, max: 9000 }), fc.integer({ min: 0, max: 4000 })), {
        maxLength: 4,
      })
      .map((pairs) =>
        pairs.map(([offset, length]) => {
          const begin = from.getTime() + offset * MINUTE_MS;
          return { from: new Date(begin), to: new Date(begin + length * MINUTE_MS) };
        }),
      );
  const startAndPauses = start.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from)));

  it('more time is due later', () => {
    fc.assert(
      fc.property(startAndPauses, amount, anyUnit, ([from, pauses], n, unit) => {
        const less = dueAt({ from, limit: { amount: n, unit }, calendar, hours, pauses }).due;
        const more = dueAt({ from, limit: { amount: n + 1, unit }, calendar, hours, pauses }).due;
        expect(more.getTime()).toBeGreaterThan(less.getTime());
      }),
    );
  });

  it('a working limit is due within a working window of a working day', () => {
    fc.assert(
      fc.property(startAndPauses, amount, working, ([from, pauses], n, unit) => {
        const { due: end } = dueAt({ from, limit: { amount: n, unit }, calendar, hours, pauses });
        const clock = localClock(end);
        const within = (clock > '08:30' && clock <= '12:00') || (clock > '13:30' && clock <= '18:00');
        expect(within).toBe(true);
      }),
    );
  });

  it('two limits one after the other are one limit of their sum', () => {
    fc.assert(
      fc.property(startAndPauses, amount, amount, anyUnit, ([from, pauses], a, b, unit) => {
        const first = dueAt({ from, limit: { amount: a, unit }, calendar, hours, pauses }).due;
        const second = dueAt({ from: first, limit: { amount: b, unit }, calendar, hours, pauses }).due;
        expect(dueAt({ from, limit: { amount: a + b, unit }, calendar, hours, pauses }).due).toEqual(second);
      }),
    );
  });

  it('a pause never makes it due earlier', () => {
    fc.assert(
      fc.property(startAndPauses, amount, anyUnit, ([from, pauses], n, unit) => {
        const input = { from, limit: { amount: n, unit }, calendar, hours };
        expect(dueAt({ ...input, pauses }).due.getTime()).toBeGreaterThanOrEqual(dueAt(input).due.getTime());
      }),
    );
  });

  it('the lines of the arithmetic join up, and those that count add up to the limit', () => {
    fc.assert(
      fc.property(startAndPauses, amount, anyUnit, ([from, pauses], n, unit) => {
        const { spans, due: end } = explainDue({ from, limit: { amount: n, unit }, calendar, hours, pauses });
        expect(spans[0]?.from).toEqual(from);
        expect(spans.at(-1)?.to).toEqual(end);
        for (const [i, span] of spans.entries()) if (i > 0) expect(span.from).toEqual(spans[i - 1]?.to);
        const counted = spans.reduce((sum, span) => sum + (span.counts ? span.minutes : 0), 0);
        const minutes = { work_hours: 60, work_days: 480, urgent_hours: 60, urgent_days: 1440 }[unit];
        expect(counted).toBe(n * minutes);
        expect(countedMsBetween({ from, to: end, unit, calendar, hours, pauses })).toBe(
          n * minutes * MINUTE_MS,
        );
      }),
    );
  });
});
