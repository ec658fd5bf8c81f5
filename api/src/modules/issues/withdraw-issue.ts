import type { CommandResult, withdrawInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The reporter takes the report back before it is filed. */
export function withdrawIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof withdrawInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'withdraw', input }, () => ({ event: { words: input.words } }));
}
