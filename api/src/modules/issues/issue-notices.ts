import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { Audience } from '@gongzhi/shared/issues/sentences';
import type { CaseNotice } from '../inbox/deliver-to-inbox';
import { postsInOrganisation, postsInScope } from '../posts/posts.queries';
import type { IssueEvent, IssueRecord } from './issue.model';
import { handlingRoles, isPublished } from './issue.policy';
import { titleOf } from './issue.view';
import { readerFor } from './issue-readers';
import { reasonShownTo } from './timeline.view';
import { chiefRoles, verifierFor } from './verifier';

/** Events the reporter and those who joined hear of. Joining and correcting change nothing for them. */
const followed: readonly IssueCommand[] = [
  'report',
  'accept',
  'refuse',
  'file',
  'dispatch',
  'return',
  'recall',
  'handle',
  'pass',
  'fail',
  'close',
  'reopen',
  'cover',
  'uncover',
];
/** Events the people of the unit hear of. */
const forUnit: readonly IssueCommand[] = ['dispatch', 'recall', 'fail', 'pass'];

/** Events those hear of whom the report was addressed to. */
const forAddressee: readonly IssueCommand[] = ['report', 'refuse', 'close', 'withdraw'];

/** Everybody who is to hear of an event, and how they may know the case. Nobody is told what they did themselves. */
export async function noticesOf(issue: IssueRecord, event: IssueEvent, now: Date): Promise<CaseNotice[]> {
  const reader = await readerFor(null, [issue], now);
  const catalogue = reader.catalogueOf(issue);
  const className =
    catalogue.matters.find(({ code }) => code === issue.matterCode)?.name ??
    catalogue.groups.find(({ code }) => code === issue.groupCode)?.name;
  const organisation = reader.organisations.get(String(event.organisationId))?.shortName ?? null;
  const notices = new Map<string, CaseNotice>();
  const tell = (recipientId: string, audience: Audience, sight: 'report' | 'published' | 'outline') => {
    if (recipientId === String(event.by.accountId) || notices.has(recipientId)) return;
    notices.set(recipientId, {
      eventId: event.id,
      recipientId,
      issueId: String(issue._id),
      issueNumber: issue.number,
      title: titleOf(issue, sight, className),
      command: event.command,
      state: event.state,
      audience,
      facts: {
        kind: issue.kind,
        organisation,
        dueAt: event.dueAt,
        reason: reasonShownTo(event, audience !== 'everybody'),
        solved: event.solved,
        score: event.score,
      },
      at: event.at,
    });
  };
  for (const id of await unitPeople(event)) tell(id, 'unit', 'report');
  for (const id of await checkers(issue, event, now)) tell(id, 'checker', 'report');
  for (const id of await addressees(issue, event, now)) tell(id, 'addressee', 'report');
  if (followed.includes(event.command)) {
    for (const id of issue.followerIds.map(String)) {
      const own = id === String(issue.reporterId);
      tell(id, 'everybody', own ? 'report' : isPublished(issue) ? 'published' : 'outline');
    }
  }
  return [...notices.values()];
}

async function unitPeople({ command, organisationId }: IssueEvent): Promise<string[]> {
  if (!organisationId || !forUnit.includes(command)) return [];
  const posts = await postsInOrganisation(String(organisationId));
  return posts.filter(({ role }) => handlingRoles.includes(role)).map(({ accountId }) => accountId);
}

/** Who is to check what was handled: the grid workers of its cell, else the chief of its street. */
async function checkers(issue: IssueRecord, event: IssueEvent, now: Date): Promise<string[]> {
  if (event.command !== 'handle' || issue.kind === 'suggestion') return [];
  const verifier = await verifierFor(issue, now);
  if (verifier === 'dispatcher') return [];
  const roles = verifier === 'grid' ? (['grid_worker'] as const) : chiefRoles;
  const posts = await postsInScope(roles, issue.placeIds.map(String), now);
  return posts.map(({ accountId }) => accountId);
}

/** Whoever is in the post it was addressed to at the time, those who act for it included. */
async function addressees(
  { addressedTo, placeIds }: IssueRecord,
  event: IssueEvent,
  now: Date,
): Promise<string[]> {
  if (!addressedTo || !forAddressee.includes(event.command)) return [];
  // The desk may have put the place right: then it is no longer theirs to read.
  if (!placeIds.some((id) => String(id) === addressedTo.placeId)) return [];
  const posts = await postsInScope(addressedTo.role, [addressedTo.placeId], now);
  return posts.map(({ accountId }) => accountId);
}
