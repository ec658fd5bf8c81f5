import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppFailure, failureOf } from './failure';
import { usePulled } from './use-pulled';

interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pages<T> {
  items: T[];
  failure: AppFailure | null;
  loading: boolean;
  /** True when nothing more is to come. */
  complete: boolean;
  more: () => void;
  reload: () => void;
}

/**
 * A list that grows by pages. A `null` key waits; another key starts anew. Back from a record that was opened,
 * a list of one page is read again; a longer one stays, so that nobody loses the place they had reached.
 */
export function usePages<T extends { id: string }>(
  key: string | null,
  load: (cursor: string | undefined) => Promise<Page<T>>,
): Pages<T> {
  const [state, setState] = useState<{
    items: T[];
    next: string | null | undefined;
    failure: AppFailure | null;
    loading: boolean;
  }>({
    items: [],
    next: undefined,
    failure: null,
    loading: key !== null,
  });
  const latest = useRef({ key, load, state, run: 0, pages: 0 });
  latest.current = { ...latest.current, key, load, state };

  const fetchPage = useCallback((cursor: string | undefined) => {
    latest.current.run += 1;
    const { run } = latest.current;
    setState((old) => ({ ...old, failure: null, loading: true }));
    latest.current.load(cursor).then(
      (page) => {
        if (latest.current.run !== run) return;
        latest.current.pages = cursor === undefined ? 1 : latest.current.pages + 1;
        setState((old) => ({
          items: cursor === undefined ? page.items : joined(old.items, page.items),
          next: page.next,
          failure: null,
          loading: false,
        }));
      },
      (thrown) => {
        if (latest.current.run === run)
          setState((old) => ({ ...old, failure: failureOf(thrown), loading: false }));
      },
    );
  }, []);

  useEffect(() => {
    if (key === null) return;
    setState({ items: [], next: undefined, failure: null, loading: true });
    fetchPage(undefined);
  }, [key, fetchPage]);

  const more = useCallback(() => {
    const { next, loading } = latest.current.state;
    if (next && !loading) fetchPage(next);
  }, [fetchPage]);
  const reload = useCallback(() => {
    if (latest.current.key !== null) fetchPage(undefined);
  }, [fetchPage]);

  const shown = useRef(false);
  useDidShow(() => {
    const onePage = latest.current.pages <= 1;
    if (shown.current && onePage && !latest.current.state.loading) reload();
    shown.current = true;
  });

  usePulled(reload, state.loading);
  return {
    items: state.items,
    failure: state.failure,
    loading: state.loading,
    complete: state.next === null,
    more,
    reload,
  };
}

/** A record that moved between two pages is shown once. */
function joined<T extends { id: string }>(old: T[], added: T[]): T[] {
  const known = new Set(old.map(({ id }) => id));
  return [...old, ...added.filter(({ id }) => !known.has(id))];
}
