import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { useMemo, useState } from 'react';
import type { Picking } from './queue-list';
import { extend, nothingSelected, selectAll, selectedIn, toggle } from './selection';

export interface PickedCases {
  /** In the order of the list. */
  cases: readonly IssueCard[];
  ids: ReadonlySet<string>;
  /** Picks one, or everything from where the range began, else from `from`. */
  pick: (id: string, how: Picking, from: string | null) => void;
  keep: (cases: readonly IssueCard[]) => void;
  clear: () => void;
}

/** The cases of the list that are picked, to be dealt with together. */
export function useSelection(items: readonly IssueCard[]): PickedCases {
  const [selection, setSelection] = useState(nothingSelected);
  const cases = useMemo(() => selectedIn(selection, items), [selection, items]);
  const ids = useMemo(() => new Set(cases.map(({ id }) => id)), [cases]);
  return {
    cases,
    ids,
    pick: (id, how, from) =>
      setSelection((old) => (how === 'one' ? toggle(old, id) : extend(old, items, from ?? id, id))),
    keep: (kept) => setSelection(selectAll(kept)),
    clear: () => setSelection(nothingSelected),
  };
}
