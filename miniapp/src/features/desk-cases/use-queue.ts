import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { failureOf } from '../../platform/failure';
import { listCases } from './api';
import { type CaseFilters, listQuery } from './filters';
import { type Asking, emptyQueue, type QueueState, queueReducer } from './queue-state';

/** How often the desk looks for what others did. */
export const LOOK_EVERY_MS = 60_000;

export interface Queue {
  state: QueueState;
  more: () => void;
  reload: () => void;
  commanded: (card: IssueCard, command: IssueCommand) => void;
  refreshed: (card: IssueCard) => void;
}

/** A list of cases that grows by pages and takes over what commands did, without being asked for again. */
export function useQueue(filters: CaseFilters, ready = true): Queue {
  const [state, dispatch] = useReducer(queueReducer, emptyQueue);
  const query = listQuery(filters);
  const key = ready ? JSON.stringify(query) : null;
  const latest = useRef({ query, state, run: 0 });
  latest.current.query = query;
  latest.current.state = state;

  const ask = useCallback(async (asking: Asking) => {
    const run = ++latest.current.run;
    const cursor = asking === 'more' ? (latest.current.state.next ?? undefined) : undefined;
    dispatch({ type: 'asked' });
    try {
      const { items, next } = await listCases(latest.current.query, cursor);
      if (run === latest.current.run) dispatch({ type: 'answered', asking, items, next });
    } catch (thrown) {
      if (run === latest.current.run) dispatch({ type: 'failed', asking, failure: failureOf(thrown) });
    }
  }, []);

  useEffect(() => {
    if (key !== null) void ask('other');
  }, [key, ask]);

  useEffect(() => {
    if (key === null) return;
    const look = async () => {
      if (document.hidden || latest.current.state.status !== 'ready') return;
      const { run } = latest.current;
      const page = await listCases(latest.current.query).catch(() => null);
      if (page && run === latest.current.run) dispatch({ type: 'looked', items: page.items });
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    // Somebody who comes back to the page does not wait for the next minute.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [key]);

  const more = useCallback(() => {
    const { next, status } = latest.current.state;
    if (next && status !== 'loading') void ask('more');
  }, [ask]);
  const reload = useCallback(() => void ask('again'), [ask]);
  const commanded = useCallback(
    (card: IssueCard, command: IssueCommand) => dispatch({ type: 'commanded', card, command }),
    [],
  );
  const refreshed = useCallback((card: IssueCard) => dispatch({ type: 'refreshed', card }), []);
  return { state, more, reload, commanded, refreshed };
}
