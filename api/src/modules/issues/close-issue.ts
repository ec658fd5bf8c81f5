import type { CommandResult, closeInput } from '@gongzhi/shared/issues/schema';
import { localDay } from '@gongzhi/shared/time';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The desk closes the case and tells the reporter the result. */
export function closeIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof closeInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'close', input }, ({ issue, now }) => ({
    set: { result: input.result, closedAt: now, closedDay: localDay(now), rating: null },
    event: { words: input.result, organisationId: issue.assignedTo },
  }));
}
