/**
 * Tabs of one browser take turns at `name`; elsewhere there is only one. With `patienceMs` nobody waits longer than
 * that (a tab a phone froze in the background can hold its turn for hours): that work must bear being done twice.
 */
export async function oneTabAtATime<T>(
  name: string,
  work: () => Promise<T>,
  patienceMs?: number,
): Promise<T> {
  const locks = process.env.TARO_ENV === 'h5' ? globalThis.navigator?.locks : undefined;
  if (!locks) return work();
  const lock = `gongzhi-${name}`;
  if (patienceMs === undefined) return locks.request(lock, work) as Promise<T>;
  const waiting = new AbortController();
  const patience = setTimeout(() => waiting.abort(), patienceMs);
  let begun = false;
  const begin = () => {
    begun = true;
    clearTimeout(patience);
    return work();
  };
  try {
    return await (locks.request(lock, { signal: waiting.signal }, begin) as Promise<T>);
  } catch (thrown) {
    if (begun) throw thrown;
    return work();
  }
}
