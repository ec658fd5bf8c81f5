import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { failureOf } from '../../platform/failure';
import { listCases } from './api';
import { type CaseFilters, listQuery } from './filters';
import { emptyQueue, type QueueState, queueReducer } from './queue-state';

const LOOK_EVERY_MS = 60_000;

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

  const ask = useCallback(async (cursor?: string) => {
    const run = ++latest.current.run;
    const anew = cursor === undefined;
    dispatch({ type: 'asked', anew });
    try {
      const { items, next } = await listCases(latest.current.query, cursor);
      if (run === latest.current.run) dispatch({ type: 'answered', anew, items, next });
    } catch (thrown) {
      if (run === latest.current.run) dispatch({ type: 'failed', failure: failureOf(thrown) });
    }
  }, []);

  useEffect(() => {
    if (key !== null) void ask();
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
    return () => clearInterval(timer);
  }, [key]);

  const more = useCallback(() => {
    const { next, status } = latest.current.state;
    if (next && status !== 'loading') void ask(next);
  }, [ask]);
  const reload = useCallback(() => void ask(), [ask]);
  const commanded = useCallback(
    (card: IssueCard, command: IssueCommand) => dispatch({ type: 'commanded', card, command }),
    [],
  );
  const refreshed = useCallback((card: IssueCard) => dispatch({ type: 'refreshed', card }), []);
  return { state, more, reload, commanded, refreshed };
}
