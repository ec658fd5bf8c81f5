/** The only place that reads the wall clock, so that tests can set the time. */
export const clock = {
  now: (): Date => new Date(),
};

/** Replaces the clock in tests; call without argument to get the wall clock back. */
export function setClock(now: () => Date = () => new Date()): void {
  clock.now = now;
}
