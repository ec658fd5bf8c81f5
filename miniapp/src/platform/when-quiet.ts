/** What a browser is given that cannot tell when it has nothing better to do. */
const A_MOMENT_MS = 150;

/** Calls when the browser has nothing better to do, and after so long at the latest. */
export function whenQuiet(then: () => void, atMostMs: number): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then, { timeout: atMostMs });
  else setTimeout(then, Math.min(A_MOMENT_MS, atMostMs));
}
