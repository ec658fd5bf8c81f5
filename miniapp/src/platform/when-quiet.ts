/** Calls when the browser has nothing better to do, and then at the latest; one that cannot tell is given as long. */
export function whenQuiet(then: () => void, atMostMs: number): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then, { timeout: atMostMs });
  else setTimeout(then, atMostMs);
}
