import { useCallback } from 'react';
import { createStore, useStore } from '../../platform/store';

type Drafts = Readonly<Record<string, unknown>>;

/** Half-filled forms, by case and command. They outlive the form: looking at another case loses nothing. */
const drafts = createStore<Drafts>({});

const nameOf = (issueId: string, form: string) => `${issueId}/${form}`;

export function dropDraft(issueId: string, form: string): void {
  const { [nameOf(issueId, form)]: _, ...others } = drafts.get();
  drafts.set(others);
}

/** Whether something was begun on a case and not sent. */
export function hasDraft(all: Drafts, issueId: string): boolean {
  return Object.entries(all).some(
    ([name, draft]) =>
      name.startsWith(`${issueId}/`) &&
      Object.values(draft as object).some((value) => value !== null && value !== ''),
  );
}

export function useDrafts(): Drafts {
  return useStore(drafts);
}

/** The draft of one form; `initial` until something was changed. */
export function useDraft<T extends object>(
  issueId: string,
  form: string,
  initial: T,
): [T, (change: Partial<T>) => void] {
  const name = nameOf(issueId, form);
  const kept = useStore(drafts)[name] as Partial<T> | undefined;
  const change = useCallback(
    (part: Partial<T>) => {
      const all = drafts.get();
      drafts.set({ ...all, [name]: { ...(all[name] as Partial<T> | undefined), ...part } });
    },
    [name],
  );
  return [{ ...initial, ...kept }, change];
}
