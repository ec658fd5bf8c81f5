import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppFailure, failureOf } from './failure';
import { usePulled } from './use-pulled';

export interface Remote<T> {
  data: T | null;
  failure: AppFailure | null;
  loading: boolean;
  reload: () => void;
  /** Puts in what a command answered, without asking again. */
  put: (data: T) => void;
}

/**
 * Loads something when the page opens, when `key` changes and again when the page comes back to the front.
 * What was loaded stays on the screen meanwhile. A `null` key waits.
 */
export function useRemote<T>(key: string | null, load: () => Promise<T>): Remote<T> {
  const [state, setState] = useState<{
    key: string | null;
    data: T | null;
    failure: AppFailure | null;
    loading: boolean;
  }>({
    key: null,
    data: null,
    failure: null,
    loading: true,
  });
  const latest = useRef({ key, load });
  latest.current = { key, load };

  const reload = useCallback(() => {
    const asked = latest.current;
    if (asked.key === null) return;
    setState((old) => ({
      key: asked.key,
      data: old.key === asked.key ? old.data : null,
      failure: null,
      loading: true,
    }));
    const isLatest = () => latest.current.key === asked.key;
    asked.load().then(
      (data) => isLatest() && setState({ key: asked.key, data, failure: null, loading: false }),
      (thrown) => isLatest() && setState((old) => ({ ...old, failure: failureOf(thrown), loading: false })),
    );
  }, []);

  useEffect(() => {
    if (key !== null) reload();
  }, [key, reload]);

  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) reload();
    shown.current = true;
  });

  usePulled(reload, state.loading);
  const put = useCallback(
    (data: T) => setState({ key: latest.current.key, data, failure: null, loading: false }),
    [],
  );
  const fresh = state.key === key;
  return {
    data: fresh ? state.data : null,
    failure: fresh ? state.failure : null,
    loading: fresh ? state.loading : key !== null,
    reload,
    put,
  };
}
