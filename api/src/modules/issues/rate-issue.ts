import type { CommandResult, rateInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';

/** The reporter says whether it is solved and how well it went, once. */
export function rateIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof rateInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'rate', input }, ({ now }) => {
    const { solved, score, words } = input;
    return { set: { rating: { solved, score, words, at: now } }, event: { solved, score, words } };
  });
}
