import { useCallback, useRef, useState } from 'react';
import { type AppFailure, failureOf } from './failure';

export interface Action<Args extends unknown[], T> {
  run: (...args: Args) => Promise<T | null>;
  busy: boolean;
  failure: AppFailure | null;
  clear: () => void;
}

/** Something a person does: one at a time, its failure kept for the page to show. `run` gives null when it failed. */
export function useAction<Args extends unknown[], T>(work: (...args: Args) => Promise<T>): Action<Args, T> {
  const [state, setState] = useState<{ busy: boolean; failure: AppFailure | null }>({
    busy: false,
    failure: null,
  });
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(async (...args: Args) => {
    if (running.current) return null;
    running.current = true;
    setState({ busy: true, failure: null });
    try {
      const result = await latest.current(...args);
      setState({ busy: false, failure: null });
      return result;
    } catch (thrown) {
      setState({ busy: false, failure: failureOf(thrown) });
      return null;
    } finally {
      running.current = false;
    }
  }, []);
  const clear = useCallback(() => setState((old) => ({ ...old, failure: null })), []);
  return { ...state, run, clear };
}
