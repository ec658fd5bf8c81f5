import type { acceptInput, CommandResult } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand } from './apply-command';
import { withTokens } from './index-words';
import { placeChange } from './locate';
import { publishedFrom } from './publication';
import { matterChange } from './standards-of-issue';

/** The desk takes a report on: what it is, where it is, and which words and pictures the public gets to see. */
export function acceptIssue(
  actor: Actor,
  issueId: string,
  input: z.output<typeof acceptInput>,
): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'accept', input }, async ({ issue }) => ({
    set: await withTokens(issue, {
      ...(await matterChange(input.matterCode)),
      ...placeChange(input.place),
      publication: publishedFrom(issue, input.publicText, input.publicPictureIds),
    }),
  }));
}
