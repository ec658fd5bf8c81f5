import type { CommandResult, dispatchInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { limitFor } from '../lists/responsible-units';
import { applyCommand } from './apply-command';
import { toId } from './object-id';
import { responsibleForIssue } from './responsible-for-issue';
import { requireUnit } from './units';

/** The desk sends the case to a unit; the clock of handling starts. */
export function dispatchIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof dispatchInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'dispatch', input }, async ({ issue, now }) => {
    const unit = await requireUnit(input.organisationId);
    const organisationId = toId(unit.id);
    const handleLimit = limitFor(await responsibleForIssue(issue, now), unit.code);
    return {
      set: {
        assignedTo: organisationId,
        handledBy: null,
        handleLimit,
        sentTo: [...issue.sentTo, organisationId],
      },
      event: { words: input.words, organisationId },
      clocks: { unitId: unit.id, handleLimit },
    };
  });
}
