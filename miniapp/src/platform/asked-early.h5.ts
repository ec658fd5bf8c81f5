import type { EarlyAnswer } from './asked-early';

/** Put there by first-asks.js, before the app's own scripts had arrived. */
interface AskedEarly {
  at: number;
  /** By the address below `/api/v1`, with whose token it was asked. */
  answers: Record<string, { bearer: string | null; answer: Promise<EarlyAnswer> }>;
}

declare global {
  interface Window {
    gongzhiAskedEarly?: AskedEarly;
  }
}

/** An older answer is not what the page would be told now. */
const FRESH_MS = 15_000;

/**
 * What was asked for before the app was there, once, and only as the same person; null when nothing was. An answer that
 * never came is null as well: it is asked for again, as anything else.
 */
export function takeEarly(path: string, accessToken: string | null): Promise<EarlyAnswer | null> | null {
  const { at = 0, answers = {} } = window.gongzhiAskedEarly ?? {};
  const asked = answers[path];
  delete answers[path];
  if (!asked || asked.bearer !== accessToken || Date.now() - at > FRESH_MS) return null;
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), FRESH_MS));
  return Promise.race([asked.answer, patience]).catch(() => null);
}

/** Somebody changed something: what was asked before says no longer how it is. */
export function forgetEarly(): void {
  delete window.gongzhiAskedEarly;
}
