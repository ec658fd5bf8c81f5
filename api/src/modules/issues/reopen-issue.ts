import type { CommandResult, reopenInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The reporter says it is not solved: the case goes back to the desk to be sent out again, once. */
export function reopenIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof reopenInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'reopen', input }, ({ issue }) => ({
    set: {
      assignedTo: null,
      handledBy: null,
      result: null,
      closedAt: null,
      closedDay: null,
      reopenings: issue.reopenings + 1,
    },
    event: { words: input.words },
  }));
}
