import type { CommandResult, fileInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';
import { requireCondition } from './standards-of-issue';

/** The desk decides under which filing condition the case is handled; limit and closing standard follow from it. */
export function fileIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof fileInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'file', input }, async ({ issue, now }) => ({
    set: await requireCondition(input.conditionCode, issue, now),
  }));
}
