import { explainDue } from '@gongzhi/shared/issues/clocks';
import type { dueExplanation } from '@gongzhi/shared/issues/schema';
import { currentStep } from '@gongzhi/shared/issues/steps';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { calendar } from '../standards/standards.queries';
import { centreHours, hoursOfUnit } from './advance-clocks';
import { loadVisible } from './apply-command';

/** The arithmetic of the due time that runs now, stretch by stretch. */
export async function explainIssueDue(
  actor: Actor | null,
  issueId: string,
): Promise<z.output<typeof dueExplanation>> {
  const { issue } = await loadVisible(actor, issueId);
  const step = currentStep(issue.steps);
  if (!step) throw new AppError('NOT_FOUND', { detail: `no clock runs on ${issueId}` });
  const unitHours =
    step.step === 'handle' ? await hoursOfUnit(issue.assignedTo && String(issue.assignedTo)) : null;
  const { limit, startedAt: from, pauses } = step;
  const explained = explainDue({
    from,
    limit,
    pauses,
    calendar: await calendar(),
    hours: unitHours ?? centreHours,
  });
  return {
    step: step.step,
    startedAt: from.toISOString(),
    limitText: describeLimit(limit),
    dueAt: step.dueAt.toISOString(),
    provisional: step.provisional,
    spans: explained.spans.map((span) => ({
      ...span,
      from: span.from.toISOString(),
      to: span.to.toISOString(),
    })),
  };
}
