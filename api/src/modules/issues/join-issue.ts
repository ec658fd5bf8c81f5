import type { CommandResult, joinInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';
import { toId } from './object-id';

/** Somebody ran into it too: counts, and hears what becomes of it. */
export function joinIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof joinInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'join', input }, ({ issue }) => ({
    set: {
      followerIds: [...issue.followerIds, toId(actor.accountId)],
      joinCount: issue.joinCount + 1,
    },
  }));
}
