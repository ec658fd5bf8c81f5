/** How one item of a batch fared. `left` was not begun before somebody stopped it. */
export type Outcome<R, F> =
  | { status: 'waiting' | 'running' | 'left' }
  | { status: 'done'; result: R }
  | { status: 'failed'; failure: F };

interface BatchRun<T, R, F> {
  items: readonly T[];
  act: (item: T) => Promise<R>;
  /** What is kept of a failure, e.g. its words and the case as it is now. */
  explain: (thrown: unknown, item: T) => Promise<F>;
  /** Asked before each item is begun. */
  stopped: () => boolean;
  onOutcome: (at: number, outcome: Outcome<R, F>) => void;
}

/** Few enough that the server serves others meanwhile. */
const AT_ONCE = 3;

/** Does the same to each item, a few at once. A failure is noted and the others go on. */
export async function runBatch<T, R, F>(run: BatchRun<T, R, F>): Promise<void> {
  const { items, act, explain, stopped, onOutcome } = run;
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const at = next++;
      const item = items[at] as T;
      if (stopped()) {
        onOutcome(at, { status: 'left' });
        continue;
      }
      onOutcome(at, { status: 'running' });
      try {
        onOutcome(at, { status: 'done', result: await act(item) });
      } catch (thrown) {
        onOutcome(at, { status: 'failed', failure: await explain(thrown, item) });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
}
