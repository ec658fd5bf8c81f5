import { AppError } from '../../http/errors';
import { closeIssue } from './close-issue';
import type { IssueRecord } from './issue.model';
import { systemActor } from './issue.policy';
import { issuesSetup } from './issues-setup';
import { conditionOf } from './standards-of-issue';

/** Closes a case by itself, where the district has switched that on: right after its fix passed the check. */
export async function closeBySystem(issue: IssueRecord): Promise<void> {
  const last = issue.timeline.at(-1);
  if (!issuesSetup().autoClose || issue.state !== 'verified' || last?.command !== 'pass') return;
  const standard = (await conditionOf(issue))?.closingStandard;
  try {
    await closeIssue(systemActor, String(issue._id), {
      key: `auto-${last.id}`,
      result: standard ? `已处理，现场核查达到结案标准：${standard}` : '已处理，现场核查通过',
    });
  } catch (error) {
    // The desk was faster.
    if (error instanceof AppError && error.code === 'ISSUE_STATE_CHANGED') return;
    throw error;
  }
}
