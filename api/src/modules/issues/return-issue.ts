import type { CommandResult, returnInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The unit gives the case back to the desk with a reason. */
export function returnIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof returnInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'return', input }, ({ issue }) => ({
    set: { assignedTo: null },
    event: { reason: input.reason, words: input.words, organisationId: issue.assignedTo },
  }));
}
