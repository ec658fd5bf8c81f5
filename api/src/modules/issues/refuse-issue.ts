import type { CommandResult, refuseInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The desk says no, with a reason and words for the reporter. The public no longer sees the case. */
export function refuseIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof refuseInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'refuse', input }, () => ({
    event: { reason: input.reason, words: input.words },
  }));
}
