import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { useEffect, useState } from 'react';
import { readCase } from './api';
import { LOOK_EVERY_MS } from './use-queue';

/** What follows a step by itself, as when a filed case goes out to the one unit that answers, has happened by then. */
const AFTER_A_STEP_MS = 5000;

/**
 * The case as it is now, once that is newer than what is shown: looked for now and then, when somebody comes back to
 * the page, and soon after a step of one's own.
 */
export function useNewerCase(shown: IssueDetail | null, afterStep: boolean): IssueDetail | null {
  const [found, setFound] = useState<IssueDetail | null>(null);
  const id = shown?.id;
  const version = shown?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version waits anew for the next
  useEffect(() => {
    if (!id) return;
    const look = async () => {
      if (!document.hidden) setFound(await readCase(id).catch(() => null));
    };
    const soon = afterStep ? setTimeout(look, AFTER_A_STEP_MS) : undefined;
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, version, afterStep]);
  return found && shown && found.id === shown.id && found.version > shown.version ? found : null;
}
