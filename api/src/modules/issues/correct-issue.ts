import type { CommandResult, correctInput } from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { applyCommand, type Change } from './apply-command';
import { withTokens } from './index-words';
import type { IssueRecord } from './issue.model';
import { placeChange } from './locate';
import { publishedFrom } from './publication';
import { matterChange } from './standards-of-issue';

type Input = z.output<typeof correctInput>;

/** The desk puts class, place or publication right and says why. */
export function correctIssue(actor: Actor, issueId: string, input: Input): Promise<CommandResult> {
  return applyCommand({ actor, issueId, name: 'correct', input }, async ({ issue }) => ({
    set: await withTokens(issue, {
      ...(input.matterCode ? await matterChange(input.matterCode, issue) : {}),
      ...placeChange(input.place),
      ...publicationChange(issue, input),
    }),
    event: { words: input.words },
  }));
}

function publicationChange(issue: IssueRecord, { publicText, publicPictureIds }: Input): Change['set'] {
  if (publicText === undefined && publicPictureIds === undefined) return {};
  const before = issue.publication ?? { text: null, pictureIds: [] };
  const text = publicText === undefined ? before.text : publicText;
  return { publication: publishedFrom(issue, text, publicPictureIds ?? before.pictureIds) };
}
