import type { CommandResult, failInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { takeOwnPictures } from '../files/files.queries';
import { applyCommand } from './apply-command';
import { farAwayWarnings, keepPicture } from './case-pictures';

/** The check found it not done: the unit goes on, and the time it waited for the check is not its own. */
export function failIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof failInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'fail', input }, async ({ issue, now }) => {
    const taken = await takeOwnPictures(actor.accountId, input.pictureIds, now);
    return {
      set: { handledBy: null },
      event: {
        reason: input.reason,
        words: input.words,
        pictures: taken.map(keepPicture),
        warnings: farAwayWarnings(issue, taken),
        organisationId: issue.assignedTo,
      },
      clocks: { unitId: issue.assignedTo ? String(issue.assignedTo) : null },
    };
  });
}
