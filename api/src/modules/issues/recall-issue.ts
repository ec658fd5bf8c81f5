import type { CommandResult, recallInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The desk takes the case back from the unit, to send it elsewhere. */
export function recallIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof recallInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'recall', input }, ({ issue }) => ({
    set: { assignedTo: null },
    event: { reason: input.reason, words: input.words, organisationId: issue.assignedTo },
  }));
}
