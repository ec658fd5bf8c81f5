import { type CaseCounts, indicatorsOf, rateOf, weightedScore } from '@gongzhi/shared/figures/rules';

const counts = (some: Partial<CaseCounts>): CaseCounts => ({
  toHandle: 0,
  handled: 0,
  handledInTime: 0,
  waitingLate: 0,
  extended: 0,
  toClose: 0,
  closed: 0,
  closedInTime: 0,
  reworked: 0,
  ...some,
});

describe('rates', () => {
  // Published by Tianmen (天门): 972 to close, 911 closed, 737 in time; 902 of 956 matters, 9 of 16 components.
  it.each([
    ['closed', 911, 972, 93.72],
    ['closed in time', 737, 972, 75.82],
    ['matters', 902, 956, 94.35],
    ['components', 9, 16, 56.25],
  ])('reproduce the published example: %s', (_, part, whole, percent) => {
    expect(rateOf(part, whole)).toEqual({ part, whole, percent });
  });

  it.each([
    [0, 5, 0],
    [5, 5, 100],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 800, 0.13],
    [1, 1_000_000, 0],
  ])('%d of %d is %d %%', (part, whole, percent) => {
    expect(rateOf(part, whole).percent).toBe(percent);
  });

  it('are null rather than nothing or everything when there was nothing to do', () => {
    expect(rateOf(0, 0)).toEqual({ part: 0, whole: 0, percent: null });
  });

  it('each have their own divisor', () => {
    const month = counts({
      toHandle: 100,
      handled: 90,
      handledInTime: 80,
      toClose: 60,
      closed: 48,
      closedInTime: 45,
      reworked: 3,
    });
    expect(indicatorsOf(month)).toEqual({
      handled: { part: 90, whole: 100, percent: 90 },
      handledInTime: { part: 80, whole: 100, percent: 80 },
      closed: { part: 48, whole: 60, percent: 80 },
      closedInTime: { part: 45, whole: 60, percent: 75 },
      rework: { part: 3, whole: 60, percent: 5 },
    });
  });
});

describe('the weighted score', () => {
  it('adds its five lines, each shown with its sum', () => {
    // 0.9×30 + 0.8×20 + (1−3/60)×20 + (1−4/100)×20 + (1−5/100)×10 = 27 + 16 + 19 + 19.2 + 9.5
    const score = weightedScore(
      counts({
        toHandle: 100,
        handled: 90,
        handledInTime: 80,
        waitingLate: 4,
        extended: 5,
        toClose: 60,
        reworked: 3,
      }),
    );
    expect(score?.lines.map((line) => line.points)).toEqual([27, 16, 19, 19.2, 9.5]);
    expect(score?.total).toBe(90.7);
  });

  it('is 100 when all is well and 30 less without anything handled, and so on down', () => {
    expect(weightedScore(counts({ toHandle: 7, handled: 7, handledInTime: 7, toClose: 7 }))?.total).toBe(100);
    expect(weightedScore(counts({ toHandle: 7, toClose: 7 }))?.total).toBe(50);
    expect(
      weightedScore(counts({ toHandle: 7, waitingLate: 7, toClose: 7, reworked: 7, extended: 7 }))?.total,
    ).toBe(0);
  });

  it('never falls below nothing, however often the work was redone', () => {
    const score = weightedScore(
      counts({ toHandle: 1, handled: 1, handledInTime: 1, toClose: 1, reworked: 9 }),
    );
    expect(score?.total).toBe(80);
  });

  it('is not given to a unit that had nothing to do', () => {
    expect(weightedScore(counts({}))).toBeNull();
  });
});
