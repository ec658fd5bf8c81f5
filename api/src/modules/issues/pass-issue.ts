import type { CommandResult, passInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { takeOwnPictures } from '../files/files.queries';
import { applyCommand } from './apply-command';
import { farAwayWarnings, keepPicture } from './case-pictures';

/** Whose check it is found the fix real and the closing standard met. */
export function passIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof passInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'pass', input }, async ({ issue, now }) => {
    const taken = await takeOwnPictures(actor.accountId, input.pictureIds, now);
    return {
      event: {
        words: input.words,
        pictures: taken.map(keepPicture),
        warnings: farAwayWarnings(issue, taken),
        organisationId: issue.assignedTo,
      },
    };
  });
}
