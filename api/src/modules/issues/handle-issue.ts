import type { CommandResult, handleInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { takeOwnPictures } from '../files/files.queries';
import { applyCommand } from './apply-command';
import { farAwayWarnings, keepPicture } from './case-pictures';
import { toId } from './object-id';
import { listVerifier, verifiersFor } from './verifier';

/** The unit says it is done, with pictures of afterwards; one taken far from the place is pointed out. */
export function handleIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof handleInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'handle', input }, async ({ issue, now }) => {
    if (issue.kind === 'problem' && input.pictureIds.length === 0) {
      throw new AppError('VALIDATION_FAILED', { fields: { pictureIds: '至少要有一张处理后的照片' } });
    }
    const taken = await takeOwnPictures(actor.accountId, input.pictureIds, now);
    const pictures = taken.map(keepPicture);
    const handled = { ...issue, handledBy: toId(actor.accountId) };
    const verifier = listVerifier(handled, await verifiersFor([handled], now));
    return {
      set: { handledBy: handled.handledBy, verifier, afterPictures: pictures },
      event: {
        words: input.words,
        pictures,
        warnings: farAwayWarnings(issue, taken),
        organisationId: issue.assignedTo,
      },
    };
  });
}
