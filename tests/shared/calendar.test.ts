import { calendarSchema, dayKind, isWorkingDay, publishedCalendar } from '@gongzhi/shared/standards/calendar';
import { workingHoursSchema } from '@gongzhi/shared/standards/working-hours';
import { addDays, dayInWords } from '@gongzhi/shared/time';

/** Days of one kind in a year, counted. */
function count(year: number, kind: string): number {
  let found = 0;
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    if (dayKind(publishedCalendar, day).kind === kind) found += 1;
  }
  return found;
}

describe('the calendar that ships', () => {
  it('is in order and covers 2024 to 2026', () => {
    expect(calendarSchema.safeParse(publishedCalendar).success).toBe(true);
    expect(Object.keys(publishedCalendar.years)).toEqual(['2024', '2025', '2026']);
  });

  // The State Council's notices for these years.
  it.each([
    ['2024-02-10', 'holiday', '春节'],
    ['2024-02-18', 'make_up', '春节'],
    ['2024-10-12', 'make_up', '国庆节'],
    ['2025-01-28', 'holiday', '春节'],
    ['2025-10-08', 'holiday', '国庆节'],
    ['2025-10-11', 'make_up', '国庆节'],
    ['2026-01-04', 'make_up', '元旦'],
    ['2026-02-14', 'make_up', '春节'],
    ['2026-02-15', 'holiday', '春节'],
    ['2026-02-23', 'holiday', '春节'],
    ['2026-02-24', 'workday', ''],
    ['2026-02-28', 'make_up', '春节'],
    ['2026-09-20', 'make_up', '国庆节'],
    ['2026-09-30', 'workday', ''],
    ['2026-10-01', 'holiday', '国庆节'],
    ['2026-10-07', 'holiday', '国庆节'],
    ['2026-10-08', 'workday', ''],
    ['2026-10-10', 'make_up', '国庆节'],
    ['2026-10-11', 'weekend', ''],
    ['2026-11-21', 'weekend', ''],
    ['2026-11-23', 'workday', ''],
  ])('says that %s is a %s %s', (day, kind, name) => {
    expect(dayKind(publishedCalendar, day)).toEqual({ kind, name, published: true });
  });

  it('gives 2026 its 33 days off and 6 make-up days', () => {
    expect(count(2026, 'holiday')).toBe(33);
    expect(count(2026, 'make_up')).toBe(6);
  });

  it('counts weekends off in a year nobody has announced, and says so', () => {
    expect(dayKind(publishedCalendar, '2027-10-01')).toEqual({ kind: 'workday', name: '', published: false });
    expect(isWorkingDay(publishedCalendar, '2027-01-02')).toBe(false);
    expect(isWorkingDay(publishedCalendar, '2027-01-04')).toBe(true);
  });
});

describe('a calendar somebody brings', () => {
  const withYear = (daysOff: object, makeUpDays: object) =>
    calendarSchema.safeParse({ version: '1', source: 's', years: { 2027: { daysOff, makeUpDays } } }).success;

  it('is taken when it is in order', () => {
    expect(withYear({ '2027-01-01': '元旦' }, { '2027-01-03': '元旦' })).toBe(true);
  });

  it.each([
    ['a day of another year', { '2026-01-01': '元旦' }, {}],
    ['a day that is off and on', { '2027-01-03': '元旦' }, { '2027-01-03': '元旦' }],
    ['a make-up day on a Tuesday', {}, { '2027-01-05': '元旦' }],
    ['a day there never was', { '2027-02-30': '元旦' }, {}],
  ])('is refused for %s', (_, daysOff, makeUpDays) => {
    expect(withYear(daysOff, makeUpDays)).toBe(false);
  });
});

describe('working hours', () => {
  const valid = (...windows: [string, string][]) =>
    workingHoursSchema.safeParse({
      days: 'working_days',
      windows: windows.map(([from, to]) => ({ from, to })),
    }).success;

  it('may run from midnight to midnight, in windows that follow each other', () => {
    expect(valid(['00:00', '24:00'])).toBe(true);
    expect(valid(['08:30', '12:00'], ['12:00', '18:00'])).toBe(true);
  });

  it.each<[string, [string, string][]]>([
    ['no window', []],
    ['a window without length', [['08:30', '08:30']]],
    ['a window that runs backwards', [['18:00', '08:30']]],
    [
      'windows that overlap',
      [
        ['08:30', '12:00'],
        ['11:00', '18:00'],
      ],
    ],
    [
      'windows out of order',
      [
        ['13:30', '18:00'],
        ['08:30', '12:00'],
      ],
    ],
    ['a time that is none', [['08:30', '25:00']]],
  ])('are refused with %s', (_, windows) => {
    expect(valid(...windows)).toBe(false);
  });
});

test('a day in words has no zeros before its numbers', () => {
  expect(dayInWords('2026-11-03')).toBe('2026年11月3日');
  expect(dayInWords('2027-01-10')).toBe('2027年1月10日');
});
