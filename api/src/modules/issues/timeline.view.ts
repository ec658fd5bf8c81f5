import { type ReasonedCommand, reasonLabel, reasonLists } from '@gongzhi/shared/issues/reasons';
import type { IssueCommand, Relation } from '@gongzhi/shared/issues/rules';
import type { TimelineEntry } from '@gongzhi/shared/issues/schema';
import { describeEvent } from '@gongzhi/shared/issues/sentences';
import { viewPicture } from '../files/file.view';
import type { IssueEvent, IssueRecord } from './issue.model';
import { isStaff } from './issue.policy';
import type { Reader } from './issue-readers';

const capacityLabels: Record<Relation, string> = {
  account: '居民',
  reporter: '上报人',
  dispatcher: '派遣员',
  unit: '处置单位',
  grid: '网格员',
  chief: '街巷长',
  bureau: '城管局',
  administrator: '系统管理员',
  system: '系统',
};

/** Words between desk and unit are their own; the reporter reads what is written for or by the reporter. */
const wordsForReporter: readonly IssueCommand[] = [
  'refuse',
  'handle',
  'pass',
  'close',
  'rate',
  'reopen',
  'withdraw',
  'cover',
  'uncover',
];
const wordsForAll: readonly IssueCommand[] = ['close'];
/** Why a unit sends a case back is for the desk; the public only hears that it did. */
const reasonsForAll: readonly IssueCommand[] = ['fail', 'refuse'];

export function viewTimeline(issue: IssueRecord, reader: Reader): TimelineEntry[] {
  const relations = reader.relationsTo(issue);
  return withoutRepeatedJoins(issue.timeline).map(({ event, count }) =>
    viewEvent(event, count, issue, relations, reader),
  );
}

/** Many people may join one after the other: told as one entry, at the time of the last. */
function withoutRepeatedJoins(timeline: readonly IssueEvent[]): { event: IssueEvent; count: number }[] {
  const told: { event: IssueEvent; count: number }[] = [];
  for (const event of timeline) {
    const last = told.at(-1);
    if (event.command !== 'join' || last?.event.command !== 'join') told.push({ event, count: 1 });
    else told[told.length - 1] = { event, count: last.count + 1 };
  }
  return told;
}

function viewEvent(
  event: IssueEvent,
  count: number,
  issue: IssueRecord,
  relations: readonly Relation[],
  reader: Reader,
): TimelineEntry {
  const staff = isStaff(relations);
  const reporter = relations.includes('reporter');
  const { command } = event;
  const forPublic = issue.covered ? [] : wordsForAll;
  const readable = staff || (reporter ? wordsForReporter : forPublic).includes(command);
  const pictured = staff || reporter || (issue.state === 'closed' && !issue.covered && command === 'handle');
  const organisation = event.organisationId
    ? reader.organisations.get(String(event.organisationId))?.shortName
    : null;
  const reason = reasonShownTo(event, staff);
  const { dueAt, solved, score } = event;
  return {
    id: event.id,
    at: event.at.toISOString(),
    command,
    state: event.state,
    by: nameOf(event, staff, organisation),
    text: describeEvent(
      {
        command,
        kind: issue.kind,
        organisation,
        dueAt,
        reason,
        solved,
        score,
        count,
        automatic: event.by.as === 'system',
      },
      reader.now,
    ),
    words: readable ? event.words : '',
    pictures: pictured ? event.pictures.map(viewPicture) : [],
    warnings: staff ? event.warnings : [],
  };
}

/** The words of the reason picked, where a reader may know it. */
export function reasonShownTo({ command, reason }: IssueEvent, staff: boolean): string | null {
  if (!reason || !Object.hasOwn(reasonLists, command)) return null;
  return staff || reasonsForAll.includes(command) ? reasonLabel(command as ReasonedCommand, reason) : null;
}

/** Residents are never named; staff are named to staff only. */
function nameOf({ by }: IssueEvent, staff: boolean, organisation: string | null | undefined): string {
  const capacity = by.post?.role === 'river_chief' ? '河长' : capacityLabels[by.as];
  const label = by.as === 'unit' && organisation ? organisation : capacity;
  const resident = by.as === 'account' || by.as === 'reporter';
  if (resident) return '居民';
  if (!staff || !by.name || by.as === 'system') return label;
  return `${label} ${by.name}${by.post?.actingFor ? `（代${by.post.actingFor}）` : ''}`;
}
