/** A rate with what it was computed from; `percent` has two decimals and is null when there is nothing to divide by. */
export interface Rate {
  part: number;
  whole: number;
  percent: number | null;
}

/** 911 of 972 → 93.72. Half a hundredth is rounded up. */
export function rateOf(part: number, whole: number): Rate {
  return { part, whole, percent: whole > 0 ? Math.round((part * 10_000) / whole) / 100 : null };
}

/** What the indicators are computed from: cases counted within one period and area, or for one unit. */
export interface CaseCounts {
  /** 应处置: dispatched, and to be handled by now. */
  toHandle: number;
  /** 处置 */
  handled: number;
  /** 按期处置 */
  handledInTime: number;
  /** 超期待处置: past their time and still not handled. */
  waitingLate: number;
  /** 延期: the time was extended. */
  extended: number;
  /** 应结案 */
  toClose: number;
  /** 结案 */
  closed: number;
  /** 按期结案 */
  closedInTime: number;
  /** 返工: sent to the same unit again, by a failed check or a reopening. */
  reworked: number;
}

export interface Indicators {
  /** 处置率 */
  handled: Rate;
  /** 按期处置率 */
  handledInTime: Rate;
  /** 结案率 */
  closed: Rate;
  /** 按期结案率 */
  closedInTime: Rate;
  /** 返工率 */
  rework: Rate;
}

/** The indicators of a month's report. */
export function indicatorsOf(counts: CaseCounts): Indicators {
  return {
    handled: rateOf(counts.handled, counts.toHandle),
    handledInTime: rateOf(counts.handledInTime, counts.toHandle),
    closed: rateOf(counts.closed, counts.toClose),
    closedInTime: rateOf(counts.closedInTime, counts.toClose),
    rework: rateOf(counts.reworked, counts.toClose),
  };
}

export const indicatorLabels: Record<keyof Indicators, string> = {
  handled: '处置率',
  handledInTime: '按期处置率',
  closed: '结案率',
  closedInTime: '按期结案率',
  rework: '返工率',
};

/** One line of the weighted score: how many of its points were earned, and from what. */
export interface ScoreLine {
  label: string;
  part: number;
  whole: number;
  /** Points for the best possible value. */
  weight: number;
  points: number;
}

const round2 = (value: number) => Math.round(value * 100) / 100;

function line(label: string, weight: number, part: number, whole: number, less = false): ScoreLine {
  const share = Math.min(1, Math.max(0, whole > 0 ? part / whole : 0));
  return { label, part, whole, weight, points: round2(weight * (less ? 1 - share : share)) };
}

/**
 * A unit's score out of 100, line by line: handled ×30, in time ×20, not reworked ×20, not waiting late ×20, not
 * extended ×10. null for a unit that had nothing to do: it is neither best nor worst.
 */
export function weightedScore(counts: CaseCounts): { total: number; lines: ScoreLine[] } | null {
  if (counts.toHandle === 0) return null;
  const lines = [
    line('处置率', 30, counts.handled, counts.toHandle),
    line('按期处置率', 20, counts.handledInTime, counts.toHandle),
    line('没有返工', 20, counts.reworked, counts.toClose, true),
    line('没有超期未处置', 20, counts.waitingLate, counts.toHandle, true),
    line('没有延期', 10, counts.extended, counts.toHandle, true),
  ];
  return { total: round2(lines.reduce((sum, { points }) => sum + points, 0)), lines };
}
