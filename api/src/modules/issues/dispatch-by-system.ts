import { AppError } from '../../http/errors';
import { unitsFor } from './dispatch-candidates';
import { dispatchIssue } from './dispatch-issue';
import type { IssueRecord } from './issue.model';
import { systemActor } from './issue.policy';
import { issuesSetup } from './issues-setup';

/**
 * Sends a case out by itself, where the district has switched that on: right after filing, when exactly one unit
 * answers for it. What a unit sent back is for the desk to decide.
 */
export async function dispatchBySystem(issue: IssueRecord): Promise<void> {
  const last = issue.timeline.at(-1);
  if (!issuesSetup().autoDispatch || issue.state !== 'filed' || last?.command !== 'file') return;
  const { units } = await unitsFor(issue);
  const [only] = units;
  if (!only || units.length > 1) return;
  try {
    await dispatchIssue(systemActor, String(issue._id), {
      key: `auto-${last.id}`,
      organisationId: only.id,
      words: '',
    });
  } catch (error) {
    // The desk was faster.
    if (error instanceof AppError && error.code === 'ISSUE_STATE_CHANGED') return;
    throw error;
  }
}
