import type { IssueKind } from '@gongzhi/shared/issues/rules';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { newKey } from '../../../platform/command-key';
import { keptRecords } from '../../../platform/kept-records';
import type { CommandAnswers, PhoneCommand } from '../command-forms';
import type { KeptPicture } from './kept-picture';

/**
 * What somebody had filled in for one command on one case. It is not sent by itself: meanwhile the case may have been
 * taken back, or handled by a colleague, and the pictures would say what is no longer so.
 */
export interface CommandDraft extends CommandAnswers {
  id: string;
  owner: string;
  issueId: string;
  command: PhoneCommand;
  kind: IssueKind;
  /** What the case is called, for the list of drafts. */
  title: string;
  key: string;
  pictures: KeptPicture[];
  changedAt: number;
}

export const commandDrafts = keptRecords<CommandDraft>('command-draft', (stored) => ({
  ...stored,
  // Earlier versions did not keep it.
  kind: stored.kind ?? 'problem',
}));

/** What a draft keeps of its case. */
export type DraftedCase = Pick<IssueCard, 'id' | 'kind' | 'title'>;

export const commandDraftId = (owner: string, issueId: string, command: PhoneCommand) =>
  `${owner}-${issueId}-${command}`;

export function emptyCommandDraft(
  owner: string,
  issue: DraftedCase,
  command: PhoneCommand,
  now: number,
): CommandDraft {
  return {
    id: commandDraftId(owner, issue.id, command),
    owner,
    issueId: issue.id,
    command,
    kind: issue.kind,
    title: issue.title,
    key: newKey(),
    reason: null,
    words: '',
    standardMet: false,
    solved: null,
    score: 0,
    pictures: [],
    changedAt: now,
  };
}
