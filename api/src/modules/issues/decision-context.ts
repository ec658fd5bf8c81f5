import {
  abilitiesFor,
  type DecisionContext,
  type IssueCommand,
  type Relation,
} from '@gongzhi/shared/issues/rules';
import type { Actor } from '../../http/actor';
import type { IssueRecord } from './issue.model';
import { verifierFor } from './verifier';

/** What the rules need to know of a case and a person. */
export async function decisionContext(
  actor: Actor,
  relations: readonly Relation[],
  issue: IssueRecord,
  now: Date,
): Promise<DecisionContext> {
  return {
    kind: issue.kind,
    state: issue.state,
    relations,
    now,
    handledByMe: issue.handledBy !== null && String(issue.handledBy) === actor.accountId,
    verifier:
      issue.state === 'handled' && issue.kind === 'problem' ? await verifierFor(issue, now) : undefined,
    closedAt: issue.closedAt,
    rating: issue.rating,
    reopenings: issue.reopenings,
    joinedByMe: issue.followerIds.some((id) => String(id) === actor.accountId),
  };
}

/** The commands open to this reader now. */
export async function abilitiesOf(
  actor: Actor | null,
  relations: readonly Relation[],
  issue: IssueRecord,
  now: Date,
): Promise<IssueCommand[]> {
  return actor ? abilitiesFor(await decisionContext(actor, relations, issue, now)) : [];
}
