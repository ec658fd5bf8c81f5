import {
  abilitiesFor,
  type DecisionContext,
  type IssueCommand,
  type Relation,
} from '@gongzhi/shared/issues/rules';
import type { Actor } from '../../http/actor';
import type { IssueRecord } from './issue.model';
import type { Reader } from './issue-readers';
import { type VerifierFinder, verifiersFor } from './verifier';

/** What the rules need to know of a case and a person. */
export async function decisionContext(
  actor: Actor,
  relations: readonly Relation[],
  issue: IssueRecord,
  now: Date,
): Promise<DecisionContext> {
  return contextOf(actor, relations, issue, now, await verifiersAmong([issue], now));
}

/** Who checks the cases among these that wait for a check; the others cost no question. */
function verifiersAmong(issues: readonly IssueRecord[], now: Date): Promise<VerifierFinder> {
  return verifiersFor(issues.filter(waitsForCheck), now);
}

const waitsForCheck = ({ state, kind }: IssueRecord) => state === 'handled' && kind === 'problem';

function contextOf(
  actor: Actor,
  relations: readonly Relation[],
  issue: IssueRecord,
  now: Date,
  verifier: VerifierFinder,
): DecisionContext {
  return {
    kind: issue.kind,
    state: issue.state,
    relations,
    now,
    handledByMe: issue.handledBy !== null && String(issue.handledBy) === actor.accountId,
    verifier: waitsForCheck(issue) ? verifier(issue) : undefined,
    closedAt: issue.closedAt,
    rating: issue.rating,
    reopenings: issue.reopenings,
    covered: issue.publication ? issue.covered === true : null,
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

/** The same for every case of a list, with who is in post looked up once. */
export async function abilitiesInList(
  { actor, now, relationsTo }: Reader,
  issues: readonly IssueRecord[],
): Promise<(issue: IssueRecord) => IssueCommand[]> {
  const verifier = await verifiersAmong(issues, now);
  return (issue) => (actor ? abilitiesFor(contextOf(actor, relationsTo(issue), issue, now, verifier)) : []);
}
