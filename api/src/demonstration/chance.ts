/** A stream of chance that is the same every time for the same seed. */
export interface Chance {
  /** Between two numbers. */
  number(from: number, to: number): number;
  /** True in this share of cases. */
  yes(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

/** mulberry32: small, fast and good enough for a demonstration. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    number: (from, to) => from + next() * (to - from),
    yes: (share) => next() < share,
    pick: <T>(choices: readonly T[]) => choices[Math.floor(next() * choices.length)] as T,
  };
}
