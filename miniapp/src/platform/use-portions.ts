import { useEffect, useState } from 'react';

const FIRST = 20;
const MORE = 40;
const PAUSE_MS = 100;

/** A long list from its top: what is seen at once stands at once, the rest follows by itself, some at a time. */
export function usePortions<T>(items: readonly T[]): readonly T[] {
  const [most, setMost] = useState(FIRST);
  useEffect(() => {
    if (items.length <= most) return;
    const timer = setTimeout(() => setMost(most + MORE), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [items, most]);
  return items.length <= most ? items : items.slice(0, most);
}
