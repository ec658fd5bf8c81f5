import { unitKindLabels } from '@gongzhi/shared/standards/labels';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { recordGap } from '../lists/found-gaps';
import type { Responsible } from '../lists/responsible-units';
import { unitsByLine } from './dispatch-candidates';
import { dispatchIssue } from './dispatch-issue';
import type { IssueRecord } from './issue.model';
import { systemActor } from './issue.policy';
import { issuesSetup } from './issues-setup';
import { listReason, responsibleForIssue } from './responsible-for-issue';

/**
 * What follows by itself from filing. A case nobody answers for by the list is written down as a gap. Where the
 * district has switched it on, a case goes out by itself when exactly one unit answers for it; the entry says by
 * what. What a unit sent back is for the desk to decide.
 */
export async function dispatchBySystem(issue: IssueRecord): Promise<void> {
  const last = issue.timeline.at(-1);
  if (issue.state !== 'filed' || last?.command !== 'file') return;
  const responsible = await responsibleForIssue(issue, clock.now());
  if (responsible.version !== null && responsible.units.length === 0) return tellGap(issue, responsible);
  if (!issuesSetup().autoDispatch) return;
  const only = await onlyUnit(issue, responsible);
  if (!only) return;
  try {
    await dispatchIssue(systemActor, String(issue._id), {
      key: `auto-${last.id}`,
      organisationId: only.id,
      words: only.why,
    });
  } catch (error) {
    // The desk was faster.
    if (error instanceof AppError && error.code === 'ISSUE_STATE_CHANGED') return;
    throw error;
  }
}

/** The one unit that answers for it, and by what; null when it is a choice. */
async function onlyUnit(
  issue: IssueRecord,
  { version, units, matches }: Responsible,
): Promise<{ id: string; why: string } | null> {
  if (version !== null) {
    const [unit] = units;
    const row = matches.find((match) => match.row.organisationCode === unit?.code)?.row;
    if (!unit || !row || units.length > 1) return null;
    return { id: unit.id, why: `按${await listReason(issue, version, row)}自动派遣` };
  }
  const { line, units: byLine } = await unitsByLine(issue);
  const [unit] = byLine;
  if (!unit || !line || byLine.length > 1) return null;
  return { id: unit.id, why: `只有${unit.shortName}负责这里的${unitKindLabels[line]}，自动派遣` };
}

async function tellGap({ _id, matterCode, placeIds }: IssueRecord, { version }: Responsible): Promise<void> {
  if (version === null || !matterCode) return;
  await recordGap({ version, matterCode, placeIds: placeIds.map(String), issueId: String(_id) }, clock.now());
}
