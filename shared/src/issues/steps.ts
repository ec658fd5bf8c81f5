import type { Calendar } from '../standards/calendar';
import type { Limit } from '../standards/labels';
import type { WorkingHours } from '../standards/working-hours';
import { dueAt, type Pause } from './clocks';
import type { IssueCommand, IssueKind } from './rules';
import type { stepNames } from './schema';

/** A step of a case that has a time limit. */
export type StepName = (typeof stepNames)[number];

/** How a step ended: done, or broken off by the command that took the work away. */
export const stepOutcomes = ['done', 'returned', 'recalled', 'withdrawn'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

/** One step as it happened. Figures are counted from these facts, so what is written is never recomputed later. */
export interface IssueStep {
  step: StepName;
  /** 0 the first time, 1 after the reopening. */
  round: number;
  limit: Limit;
  startedAt: Date;
  dueAt: Date;
  provisional: boolean;
  /** Time that does not count, e.g. between a handling and the check that refused it. */
  pauses: Pause[];
  /** null while the step is going on. */
  doneAt: Date | null;
  inTime: boolean | null;
  outcome: StepOutcome | null;
}

/** Limits that do not depend on what the case is about; `answer` is the handling of a suggestion. */
export type StepLimits = Record<Exclude<StepName, 'handle'> | 'answer', Limit>;

export interface AdvanceContext {
  /** A problem unless it says otherwise. */
  kind?: IssueKind;
  now: Date;
  limits: StepLimits;
  /** The limit of the filing condition; `dispatch` of a problem needs it. */
  handleLimit?: Limit | null;
  calendar: Calendar;
  /** Working hours of the command centre and of those who check. */
  hours: WorkingHours;
  /** Working hours of the unit; those of the command centre when it has none of its own. */
  unitHours?: WorkingHours | null;
}

export interface AdvancedSteps {
  steps: IssueStep[];
  /** The step that is going on now; null when nobody's clock runs. */
  current: IssueStep | null;
}

interface StepEffect {
  ends?: { step: StepName | 'any'; as: StepOutcome };
  opens?: StepName;
  newRound?: true;
  resumes?: 'handle';
}

/** What each command does to the clocks. A command that is not here leaves them alone. */
export const stepEffects: Partial<Record<IssueCommand, StepEffect>> = {
  report: { opens: 'accept' },
  accept: { ends: { step: 'accept', as: 'done' }, opens: 'file' },
  // Saying no is an answer too: the centre decided in time or not.
  refuse: { ends: { step: 'accept', as: 'done' } },
  file: { ends: { step: 'file', as: 'done' }, opens: 'dispatch' },
  dispatch: { ends: { step: 'dispatch', as: 'done' }, opens: 'handle' },
  return: { ends: { step: 'handle', as: 'returned' }, opens: 'dispatch' },
  recall: { ends: { step: 'handle', as: 'recalled' }, opens: 'dispatch' },
  handle: { ends: { step: 'handle', as: 'done' }, opens: 'verify' },
  pass: { ends: { step: 'verify', as: 'done' } },
  fail: { ends: { step: 'verify', as: 'done' }, resumes: 'handle' },
  reopen: { opens: 'dispatch', newRound: true },
  withdraw: { ends: { step: 'any', as: 'withdrawn' } },
};

/** A suggestion is not filed, and its answer is not checked on site. */
const suggestionEffects: Partial<Record<IssueCommand, StepEffect>> = {
  accept: { ends: { step: 'accept', as: 'done' }, opens: 'dispatch' },
  handle: { ends: { step: 'handle', as: 'done' } },
};

function effectOf(command: IssueCommand, kind: IssueKind = 'problem'): StepEffect {
  return (kind === 'suggestion' ? suggestionEffects[command] : undefined) ?? stepEffects[command] ?? {};
}

/** The step that is going on: the last one without an end. */
export function currentStep(steps: readonly IssueStep[]): IssueStep | null {
  return steps.findLast((step) => step.doneAt === null) ?? null;
}

function hoursFor(step: StepName, context: AdvanceContext): WorkingHours {
  return (step === 'handle' ? context.unitHours : null) ?? context.hours;
}

function limitOf(step: StepName, { kind, limits, handleLimit }: AdvanceContext): Limit {
  if (step !== 'handle') return limits[step];
  if (handleLimit) return handleLimit;
  if (kind === 'suggestion') return limits.answer;
  throw new TypeError('dispatching needs the limit of the filing condition');
}

function openStep(step: StepName, round: number, context: AdvanceContext): IssueStep {
  const limit = limitOf(step, context);
  const { now, calendar } = context;
  const { due, provisional } = dueAt({ from: now, limit, calendar, hours: hoursFor(step, context) });
  return {
    step,
    round,
    limit,
    startedAt: now,
    dueAt: due,
    provisional,
    pauses: [],
    doneAt: null,
    inTime: null,
    outcome: null,
  };
}

function endStep(step: IssueStep, outcome: StepOutcome, now: Date): IssueStep {
  return { ...step, doneAt: now, inTime: now <= step.dueAt, outcome };
}

/** The same step with its due time computed again, e.g. after a pause or when a calendar was announced. */
export function recomputeStep(step: IssueStep, calendar: Calendar, hours: WorkingHours): IssueStep {
  const { startedAt: from, limit, pauses } = step;
  const { due, provisional } = dueAt({ from, limit, pauses, calendar, hours });
  return { ...step, dueAt: due, provisional };
}

/** Takes up a handling that was refused; the time since it was handed in is not the unit's. */
function resumeStep(step: IssueStep, context: AdvanceContext): IssueStep {
  const { now, calendar } = context;
  const pauses = step.doneAt ? [...step.pauses, { from: step.doneAt, to: now }] : step.pauses;
  const resumed: IssueStep = { ...step, pauses, doneAt: null, inTime: null, outcome: null };
  return recomputeStep(resumed, calendar, hoursFor(step.step, context));
}

/** The steps after a command, and the one that is going on then. Pure: the given steps stay as they are. */
export function advanceSteps(
  steps: readonly IssueStep[],
  command: IssueCommand,
  context: AdvanceContext,
): AdvancedSteps {
  const effect = effectOf(command, context.kind);
  let next = [...steps];
  const { ends, opens, resumes } = effect;
  if (ends) {
    next = next.map((step) => {
      const meant = step.doneAt === null && (ends.step === 'any' || step.step === ends.step);
      return meant ? endStep(step, ends.as, context.now) : step;
    });
  }
  if (resumes) {
    const last = next.findLastIndex((step) => step.step === resumes);
    next = next.map((step, i) => (i === last ? resumeStep(step, context) : step));
  }
  if (opens) {
    const round = (next.at(-1)?.round ?? 0) + (effect.newRound ? 1 : 0);
    next.push(openStep(opens, round, context));
  }
  return { steps: next, current: currentStep(next) };
}
