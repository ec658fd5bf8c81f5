import { AsyncLocalStorage } from 'node:async_hooks';
import { clock, setClock } from '../../platform/clock';

const given = new AsyncLocalStorage<Date>();

/** While this runs, `at` gives a piece of work its own time; everything else keeps the time it had. */
export async function withOwnTimes<T>(work: () => Promise<T>): Promise<T> {
  const before = clock.now;
  setClock(() => given.getStore() ?? before());
  try {
    return await work();
  } finally {
    setClock(before);
  }
}

export function at<T>(time: Date, work: () => Promise<T>): Promise<T> {
  return given.run(time, work);
}
