import { formatIssueNumber, parseIssueNumber } from '@gongzhi/shared/issues/number';
import { addDays, localClock, localDay, startOfLocalDay, weekdayOf } from '@gongzhi/shared/time';

describe('a case number', () => {
  it.each([
    ['2026-11-23T02:00:00Z', 42, '20261123-00042'],
    ['2026-11-22T16:00:00Z', 1, '20261123-00001'],
    ['2026-11-22T15:59:59Z', 1, '20261122-00001'],
    ['2026-12-31T16:00:00Z', 99999, '20270101-99999'],
    ['2026-11-23T02:00:00Z', 123456, '20261123-123456'],
  ])('of %s and %d is %s', (at, counter, number) => {
    expect(formatIssueNumber(new Date(at), counter)).toBe(number);
  });

  it.each([0, -1, 1.5, Number.NaN])('is not made of the counter %p', (counter) => {
    expect(() => formatIssueNumber(new Date('2026-11-23T02:00:00Z'), counter)).toThrow(RangeError);
  });

  it.each([
    '20261123-00042',
    ' 20261123-00042 ',
    '20261123 00042',
    '2026112300042',
    '２０２６１１２３－０００４２',
    '20261123–00042',
    '20261123—00042',
  ])('is read from %p', (text) => {
    expect(parseIssueNumber(text)).toEqual({ day: '2026-11-23', counter: 42, number: '20261123-00042' });
  });

  it.each([
    '',
    '42',
    '20261123',
    '20261123-42',
    '20261323-00042',
    '20260230-00001',
    '20261123-00000',
    'x20261123-00042',
  ])('is not read from %p', (text) => {
    expect(parseIssueNumber(text)).toBeNull();
  });
});

describe('days in China', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22', '23:59'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23', '00:00'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '00:00'],
  ])('%s is on %s at %s', (at, day, clock) => {
    expect(localDay(new Date(at))).toBe(day);
    expect(localClock(new Date(at))).toBe(clock);
  });

  it('start at 16:00 UTC of the day before', () => {
    expect(startOfLocalDay('2026-11-23').toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %d days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['2026-11-29', 7],
  ])('%s is weekday %d', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });
});
