import { useCallback, useRef, useState } from 'react';
import type { PhoneCommand } from '../command-forms';
import {
  type CommandDraft,
  commandDraftId,
  commandDrafts,
  type DraftedCase,
  emptyCommandDraft,
} from './command-drafts';
import { dropPictures } from './draft-pictures';

/** What is filled in for one command on one case: still there after the app was killed, until it was given. */
export function useCommandDraft(owner: string, issue: DraftedCase, command: PhoneCommand) {
  const [draft, setDraft] = useState(
    () =>
      commandDrafts.read(commandDraftId(owner, issue.id, command)) ??
      emptyCommandDraft(owner, issue, command, Date.now()),
  );
  const latest = useRef(draft);
  const done = useRef(false);
  const change = useCallback((update: (old: CommandDraft) => Partial<CommandDraft>) => {
    if (done.current) return;
    latest.current = { ...latest.current, ...update(latest.current), changedAt: Date.now() };
    setDraft(latest.current);
    commandDrafts.write(latest.current);
  }, []);
  const clear = useCallback(() => {
    done.current = true;
    commandDrafts.remove(latest.current.id);
    void dropPictures(latest.current.pictures);
  }, []);
  return { draft, change, clear };
}
