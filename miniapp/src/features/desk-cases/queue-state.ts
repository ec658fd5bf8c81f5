import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import type { AppFailure } from '../../platform/failure';

/** A list of cases as it stands on the screen. */
export interface QueueState {
  items: IssueCard[];
  next: string | null;
  status: 'loading' | 'ready' | 'failed';
  failure: AppFailure | null;
  /** What was just done to a case of the list; it stays where it is until the list is loaded again. */
  done: Readonly<Record<string, IssueCommand>>;
  /** Cases that came in since and are not shown yet, so that nothing moves under the pointer. */
  waiting: number;
  /** Counts the lists shown, each of other filters than the one before. */
  list: number;
  /** Counts what may have changed how many cases there are. */
  changes: number;
}

/** `more` follows what is shown, `again` is the same list anew, `other` one with other filters. */
export type Asking = 'more' | 'again' | 'other';

export type QueueEvent =
  | { type: 'asked' }
  | { type: 'answered'; asking: Asking; items: IssueCard[]; next: string | null }
  | { type: 'failed'; asking: Asking; failure: AppFailure }
  | { type: 'commanded'; card: IssueCard; command: IssueCommand }
  | { type: 'refreshed'; card: IssueCard }
  | { type: 'looked'; items: IssueCard[] };

export const emptyQueue: QueueState = {
  items: [],
  next: null,
  status: 'loading',
  failure: null,
  done: {},
  waiting: 0,
  list: 0,
  changes: 0,
};

function put(items: IssueCard[], card: IssueCard): IssueCard[] {
  return items.map((item) => (item.id === card.id ? card : item));
}

function append(items: IssueCard[], more: IssueCard[]): IssueCard[] {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))];
}

export function queueReducer(state: QueueState, event: QueueEvent): QueueState {
  switch (event.type) {
    case 'asked':
      // What is shown stays until the answer is there: an empty list in between would only flicker.
      return { ...state, status: 'loading', failure: null };
    case 'answered': {
      const { asking, items, next } = event;
      const list = state.list + (asking === 'other' ? 1 : 0);
      const kept =
        asking === 'more' ? { items: append(state.items, items) } : { items, done: {}, waiting: 0 };
      return { ...state, ...kept, next, list, status: 'ready', failure: null, changes: state.changes + 1 };
    }
    case 'failed': {
      const kept = event.asking === 'other' ? { items: [], next: null, done: {}, waiting: 0 } : {};
      return { ...state, ...kept, status: 'failed', failure: event.failure };
    }
    case 'commanded':
      return {
        ...state,
        items: put(state.items, event.card),
        done: { ...state.done, [event.card.id]: event.command },
        changes: state.changes + 1,
      };
    case 'refreshed':
      return { ...state, items: put(state.items, event.card) };
    case 'looked': {
      const shown = new Map(state.items.map((item) => [item.id, item]));
      const waiting = event.items.filter(({ id }) => !shown.has(id)).length;
      const newer = event.items.filter(
        (item) => item.version > (shown.get(item.id)?.version ?? item.version),
      );
      return { ...state, items: newer.reduce(put, state.items), waiting, changes: state.changes + 1 };
    }
  }
}

/** The case after (or before) one in the list; the nearest end when it is not in it. */
export function neighbour(items: readonly IssueCard[], id: string | null, step: 1 | -1): IssueCard | null {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return (step === 1 ? items[0] : items.at(-1)) ?? null;
  return items[at + step] ?? null;
}

/** What to look at next once a case is dealt with: the following untouched one, else one before it. */
export function nextToDo({ items, done }: QueueState, id: string): IssueCard | null {
  const at = items.findIndex((item) => item.id === id);
  const untouched = (item: IssueCard) => item.id !== id && !done[item.id];
  return items.slice(at + 1).find(untouched) ?? items.slice(0, Math.max(at, 0)).find(untouched) ?? null;
}
