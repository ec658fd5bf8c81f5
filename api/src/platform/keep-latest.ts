/** Puts something into a memory that holds so many: what was put in longest ago goes. */
export function keepLatest<T>(memory: Map<string, T>, key: string, value: T, most: number): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > most && oldest !== undefined) memory.delete(oldest);
}
