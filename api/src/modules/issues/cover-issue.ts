import type { CommandResult, coverInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';
import { withTokens } from './index-words';

type Input = z.output<typeof coverInput>;

/**
 * The bureau covers what is public of a case: words, pictures and exact point, also from the search. What the desk
 * had published is kept, so that it can be shown again as it was.
 */
export function coverIssue(actor: Actor, issueId: string, input: Input): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'cover', input }, async ({ issue }) => ({
    set: await withTokens(issue, { covered: true }),
    event: { words: input.words },
  }));
}

/** Shows the public again what the desk had published. */
export function uncoverIssue(actor: Actor, issueId: string, input: Input): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'uncover', input }, async ({ issue }) => ({
    set: await withTokens(issue, { covered: false }),
    event: { words: input.words },
  }));
}
