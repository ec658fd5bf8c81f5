import { describeDue, describeInstant, remaining } from '@gongzhi/shared/issues/due-words';

const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
/** Wednesday. */
const now = at('2026-11-25 10:00:00');

describe('the time left', () => {
  it.each([
    ['2026-11-25 13:00:00', '还剩 3 小时'],
    ['2026-11-25 13:59:59', '还剩 3 小时'],
    ['2026-11-25 11:00:00', '还剩 1 小时'],
    ['2026-11-25 10:59:59', '还剩 59 分钟'],
    ['2026-11-25 10:00:59', '马上到期'],
    ['2026-11-25 10:00:00', '马上到期'],
    ['2026-11-26 09:59:59', '还剩 23 小时'],
    ['2026-11-26 10:00:00', '还剩 1 天'],
    ['2026-11-30 11:00:00', '还剩 5 天'],
    ['2026-11-25 09:59:30', '刚刚超时'],
    ['2026-11-25 09:15:00', '超时 45 分钟'],
    ['2026-11-24 18:00:00', '超时 16 小时'],
    ['2026-11-23 10:00:00', '超时 2 天'],
  ])('until %s is %s', (due, text) => {
    expect(remaining({ now, due: at(due) }).text).toBe(text);
  });

  it('is data too', () => {
    expect(remaining({ now, due: at('2026-11-23 09:00:00') })).toMatchObject({
      late: true,
      amount: 2,
      unit: 'days',
    });
    expect(remaining({ now, due: now }).late).toBe(false);
  });
});

describe('a due time in words', () => {
  it.each([
    ['2026-11-25 18:00:00', '今天 18:00 前'],
    ['2026-11-26 08:30:00', '明天 08:30 前'],
    ['2026-11-27 18:00:00', '周五 18:00 前'],
    ['2026-11-29 12:00:00', '周日 12:00 前'],
    ['2026-11-30 11:00:00', '下周一 11:00 前'],
    ['2026-12-01 11:00:00', '下周二 11:00 前'],
    ['2026-12-02 11:00:00', '12月2日 11:00 前'],
    ['2027-01-04 10:00:00', '2027年1月4日 10:00 前'],
    ['2026-11-25 09:00:00', '今天 09:00 到期，超时 1 小时'],
    ['2026-11-24 18:00:00', '昨天 18:00 到期，超时 16 小时'],
    ['2026-11-20 18:00:00', '11月20日 18:00 到期，超时 4 天'],
  ])('%s is %s', (due, text) => {
    expect(describeDue(now, at(due))).toBe(text);
  });

  it('goes by the day in China, not in UTC', () => {
    expect(describeInstant(at('2026-11-25 23:30:00'), at('2026-11-26 00:30:00'))).toBe('明天 00:30');
    expect(describeInstant(at('2026-11-25 00:30:00'), at('2026-11-25 23:30:00'))).toBe('今天 23:30');
  });

  it('calls tomorrow tomorrow on a Sunday too, and Tuesday next week', () => {
    const sunday = at('2026-11-29 10:00:00');
    expect(describeInstant(sunday, at('2026-11-30 11:00:00'))).toBe('明天 11:00');
    expect(describeInstant(sunday, at('2026-12-01 11:00:00'))).toBe('下周二 11:00');
  });
});
