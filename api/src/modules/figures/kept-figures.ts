import { keepLatest } from '../../platform/keep-latest';

interface Kept {
  figures: Promise<unknown>;
  at: number;
}

/** As long as the worker's round: figures get no newer in between, but for what is open at this very moment. */
const KEEP_MS = 10_000;
/** Of so many questions, the latest, the answers are kept. */
const MOST_KEPT = 200;

const kept = new Map<string, Kept>();

/** Figures that were worked out a moment ago, or are at this moment: many read the same page at the same time. */
export function keptFigures<T>(question: string, now: Date, work: () => Promise<T>): Promise<T> {
  const known = kept.get(question);
  const age = known ? now.getTime() - known.at : Number.POSITIVE_INFINITY;
  if (known && age >= 0 && age < KEEP_MS) return known.figures as Promise<T>;
  const figures = work();
  keepLatest(kept, question, { figures, at: now.getTime() }, MOST_KEPT);
  figures.catch(() => {
    if (kept.get(question)?.figures === figures) kept.delete(question);
  });
  return figures;
}

/** Called when figures were counted anew, and between tests. */
export function forgetFigures(): void {
  kept.clear();
}
