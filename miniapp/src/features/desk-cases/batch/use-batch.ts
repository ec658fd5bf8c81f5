import type { CommandResult, IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf } from '../../../platform/failure';
import { readCase, sendCommand } from '../api';
import { dropKey, keyFor } from '../command-keys';
import { dropDraft } from '../drafts';
import { changedWords } from '../words';
import type { BatchCommand, Planned } from './batch-plan';
import { type Outcome, runBatch } from './run-batch';

/** Why one case could not be done, and the case as it is now where that was found out. */
export interface BatchFailure {
  words: string;
  issue: IssueDetail | null;
}

export interface BatchItem extends Planned {
  outcome: Outcome<CommandResult, BatchFailure>;
}

export interface Batch {
  items: readonly BatchItem[];
  running: boolean;
  stopping: boolean;
  start: (planned: readonly Planned[]) => void;
  stop: () => void;
  /** Does what failed or was left once more, each under the key it had: what was done after all is not done twice. */
  retry: () => void;
}

export const unfinished = ({ outcome: { status } }: BatchItem) => status === 'failed' || status === 'left';

/** Sends one command to several cases, each by itself and under its own key. */
export function useBatch(
  command: BatchCommand,
  onDone: (issue: IssueDetail) => void,
  onStale: (issue: IssueCard) => void,
): Batch {
  const [items, setItems] = useState<readonly BatchItem[]>([]);
  const [running, setRunning] = useState(false);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const latest = useRef({ onDone, onStale, items });
  latest.current = { onDone, onStale, items };
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  useLeaveWarning(running);

  const run = useCallback(
    async (all: readonly BatchItem[]) => {
      stopped.current = false;
      setStopping(false);
      setRunning(true);
      setItems(all);
      const places = all.flatMap(({ outcome: { status } }, at) => (status === 'waiting' ? [at] : []));
      await runBatch({
        items: places.map((at) => all[at] as BatchItem),
        act: ({ issue, body }) => give(command, issue.id, body),
        explain: (thrown, { issue }) => explain(thrown, issue.id),
        stopped: () => stopped.current,
        onOutcome: (nth, outcome) => {
          const at = places[nth];
          setItems((old) => old.map((item, place) => (place === at ? { ...item, outcome } : item)));
          if (outcome.status === 'done') latest.current.onDone(outcome.result.issue);
          if (outcome.status === 'failed' && outcome.failure.issue)
            latest.current.onStale(outcome.failure.issue);
        },
      });
      setRunning(false);
    },
    [command],
  );

  return {
    items,
    running,
    stopping,
    start: (planned) => void run(planned.map((item) => ({ ...item, outcome: { status: 'waiting' } }))),
    stop() {
      stopped.current = true;
      setStopping(true);
    },
    retry: () =>
      void run(
        latest.current.items.map((item) =>
          unfinished(item) ? { ...item, outcome: { status: 'waiting' } } : item,
        ),
      ),
  };
}

async function give(command: BatchCommand, id: string, body: Planned['body']): Promise<CommandResult> {
  const result = await sendCommand(command, id, body, keyFor(id, command, body));
  dropKey(id, command);
  dropDraft(id, command);
  return result;
}

/** A case somebody else changed is read again, to say who did what. */
async function explain(thrown: unknown, id: string): Promise<BatchFailure> {
  const { code, message } = failureOf(thrown);
  if (code !== 'ISSUE_STATE_CHANGED' && code !== 'CONFLICT') return { words: message, issue: null };
  const issue = await readCase(id).catch(() => null);
  return { words: issue ? changedWords(issue) : message, issue };
}

function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [on]);
}
