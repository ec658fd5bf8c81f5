import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import { type AdvancedSteps, advanceSteps, stepEffects } from '@gongzhi/shared/issues/steps';
import type { Limit } from '@gongzhi/shared/standards/labels';
import { defaultWorkingHours, type WorkingHours } from '@gongzhi/shared/standards/working-hours';
import { findOrganisation } from '../organisations/organisations.queries';
import { calendar, currentCatalogue } from '../standards/standards.queries';
import type { IssueRecord } from './issue.model';
import { conditionOf } from './standards-of-issue';

/** What only the command knows: whose working hours its clock runs by. */
export interface ClockNeeds {
  unitId: string | null;
  /** What the responsibility list sets for this unit; null is the filing condition's, absent what was set before. */
  handleLimit?: Limit | null;
}

/** Hours of the command centre and of those who check. */
export const centreHours: WorkingHours = defaultWorkingHours;

/** A unit's own working hours; null for those of the command centre. */
export async function hoursOfUnit(unitId: string | null | undefined): Promise<WorkingHours | null> {
  return unitId ? ((await findOrganisation(unitId))?.workingHours ?? null) : null;
}

/** The step facts after a command, by limits, calendar and hours in force now. */
export async function advanceClocks(
  issue: Pick<IssueRecord, 'kind' | 'steps' | 'conditionCode' | 'catalogueVersion' | 'handleLimit'>,
  command: IssueCommand,
  now: Date,
  needs?: ClockNeeds,
): Promise<AdvancedSteps> {
  const limited = needs?.handleLimit === undefined ? issue : { ...issue, handleLimit: needs.handleLimit };
  const handling = stepEffects[command]?.opens === 'handle';
  return advanceSteps(issue.steps, command, {
    kind: issue.kind,
    now,
    limits: (await currentCatalogue()).stepLimits,
    handleLimit: handling ? (await conditionOf(limited))?.limit : null,
    calendar: await calendar(),
    hours: centreHours,
    unitHours: await hoursOfUnit(needs?.unitId),
  });
}
