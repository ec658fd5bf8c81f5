import type { IssueState } from '@gongzhi/shared/issues/states';
import type { SavedFilter } from '@gongzhi/shared/saved-filters/schema';
import { useEffect, useRef, useState } from 'react';
import { useDelayed } from '../../platform/use-delayed';
import { countCases, type ListQuery } from './api';
import { type CaseFilters, listQuery } from './filters';
import { countWords } from './words';

/** Several commands one after the other are one change to the figures. */
const PATIENCE_MS = 400;

/**
 * How many cases are in each of these lists, as words that fit beside a filter: 「12」, 「99+」, nothing while it is not
 * known. Asked again when `changes` says that something changed; the old figures stay until the new ones are there.
 */
function useCounts(lists: readonly ListQuery[], changes: number): readonly string[] {
  const [known, setKnown] = useState<ReadonlyMap<string, number | null>>(new Map());
  const names = lists.map((list) => JSON.stringify(list));
  const asked = useDelayed(`${changes} ${names.join(' ')}`, PATIENCE_MS);
  const latest = useRef({ lists, names, asked });
  latest.current = { lists, names, asked };
  useEffect(() => {
    const { lists: now, names: nowNames } = latest.current;
    if (now.length === 0) return;
    countCases([...now]).then(
      ({ counts }) => {
        if (latest.current.asked !== asked) return;
        setKnown(
          (old) => new Map([...old, ...nowNames.map((name, at) => [name, counts[at] ?? null] as const)]),
        );
      },
      // Figures are a help; the list itself says when nothing can be reached.
      () => undefined,
    );
  }, [asked]);
  return names.map((name) => countWords(known.get(name)));
}

export interface DeskCounts {
  chips: Readonly<Partial<Record<IssueState | 'late', string>>>;
  saved: readonly string[];
}

/** The figures beside the chips and beside the saved filters, asked for together. */
export function useDeskCounts(
  filters: CaseFilters,
  states: readonly IssueState[],
  saved: readonly SavedFilter[],
  changes: number,
): DeskCounts {
  const lists = [
    listQuery({ ...filters, late: true }),
    ...states.map((state) => listQuery({ ...filters, states: [state] })),
    ...saved.map((item) => listQuery(item.filters)),
  ];
  const [late = '', ...others] = useCounts(lists, changes);
  const byState = Object.fromEntries(states.map((state, at) => [state, others[at] ?? '']));
  return { chips: { late, ...byState }, saved: others.slice(states.length) };
}
