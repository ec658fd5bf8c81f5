import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import { type AdvanceContext, advanceSteps, type IssueStep } from '@gongzhi/shared/issues/steps';
import { type Calendar, isWorkingDay } from '@gongzhi/shared/standards/calendar';
import { defaultWorkingHours } from '@gongzhi/shared/standards/working-hours';
import { addDays, HOUR_MS, localClock, localDay, MINUTE_MS, startOfLocalDay } from '@gongzhi/shared/time';
import { type Dice, diceOf } from './dice';

export interface RehearsedStep {
  command: IssueCommand;
  at: Date;
}

/** Whether the unit is done in time; of a case that waits, how much time is left. */
export type Pace = 'usual' | 'soon' | 'late';

export interface Script {
  path: readonly IssueCommand[];
  pace: Pace;
  seed: number;
  clocks: Omit<AdvanceContext, 'now'>;
}

export interface Rehearsal {
  steps: RehearsedStep[];
  /** What its clocks have recorded. */
  facts: IssueStep[];
  /** When the step that is going on at the end runs out. */
  due: Date | null;
  end: Date;
}

/** People are about from half past six to eight in the evening. */
const WAKING = { from: '06:30', to: '20:00' };

const later = (time: Date, minutes: number) => new Date(time.getTime() + minutes * MINUTE_MS);
const onDay = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`);

export function isWaking(time: Date): boolean {
  const clock = localClock(time);
  return clock >= WAKING.from && clock <= WAKING.to;
}

function intoWaking(time: Date, dice: Dice): Date {
  if (isWaking(time)) return time;
  const day = localDay(time);
  const morning = localClock(time) < WAKING.from ? day : addDays(day, 1);
  return later(onDay(morning, WAKING.from), dice.between(5, 100));
}

/** The same moment if the desk is at work, else some minutes into its next working time. */
function intoDesk(time: Date, calendar: Calendar, dice: Dice): Date {
  for (let day = localDay(time); ; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const { from, to } of defaultWorkingHours.windows) {
      if (time > onDay(day, to)) continue;
      const opens = onDay(day, from);
      return time >= opens ? time : later(opens, dice.between(1, 25));
    }
  }
}

/** Works out when each step of a case comes, from the moment it is reported, and what its clock says at the end. */
export function rehearse({ path, pace, seed, clocks }: Script, reportedAt: Date): Rehearsal {
  const dice = diceOf(seed);
  let steps: IssueStep[] = [];
  let current: IssueStep | null = null;
  const done: RehearsedStep[] = [];
  for (const command of path) {
    const before = done.at(-1);
    const at: Date = before ? nextTime(command, before, current, pace, clocks.calendar, dice) : reportedAt;
    ({ steps, current } = advanceSteps(steps, command, { ...clocks, now: at }));
    done.push({ command, at });
  }
  return { steps: done, facts: steps, due: current?.dueAt ?? null, end: done.at(-1)?.at ?? reportedAt };
}

function nextTime(
  command: IssueCommand,
  before: RehearsedStep,
  current: IssueStep | null,
  pace: Pace,
  calendar: Calendar,
  dice: Dice,
): Date {
  const desk = (from: number, to: number) =>
    intoDesk(later(before.at, dice.between(from, to)), calendar, dice);
  const awake = (from: number, to: number) => intoWaking(later(before.at, dice.between(from, to)), dice);
  switch (command) {
    case 'accept':
    case 'refuse':
      return dice.chance(0.04) ? desk(160, 420) : desk(4, 75);
    case 'correct':
      return desk(3, 15);
    case 'file':
      return desk(3, 40);
    case 'dispatch':
      return desk(3, 50);
    case 'return':
    case 'recall':
      return desk(20, 150);
    case 'handle':
      if (before.command === 'fail' || !current) return awake(25, 100);
      return handlingTime(before.at, current, pace, dice);
    case 'pass':
    case 'fail':
      return dice.chance(0.03) ? awake(300, 700) : awake(10, 170);
    case 'close':
      return desk(5, 160);
    case 'rate':
      return awake(30, 3000);
    case 'reopen':
      return before.command === 'rate' ? later(before.at, 3) : awake(30, 2000);
    default:
      return awake(2, 14);
  }
}

/** Somewhere in the time the unit has, or some time after it. */
function handlingTime(from: Date, { dueAt: due, limit }: IssueStep, pace: Pace, dice: Dice): Date {
  const span = due.getTime() - from.getTime();
  if (pace === 'late') {
    const over = Math.max(span, 3 * HOUR_MS) * dice.between(0.1, 0.8);
    return intoWaking(new Date(due.getTime() + over), dice);
  }
  const time = new Date(from.getTime() + span * dice.between(0.12, 0.88));
  const kept = limit.unit === 'urgent_hours' ? time : intoWaking(time, dice);
  return kept <= due ? kept : time;
}

/** What a case that waits for somebody at the end must look like at this moment. */
export interface Aim {
  now: Date;
  /** For a case that is over: the latest moment it was reported. */
  reportedBefore?: Date;
  due?: { from: Date; to: Date };
}

const STEP_BACK = 20;
const MOST_BACK_DAYS = 40;

/**
 * Looks back from now for the moment at which the case must have been reported to stand as wanted. Where nothing fits,
 * at night for instance, the nearest one that is late or not as wanted, and at least not in the future.
 */
export function rehearseUntil(script: Script, { now, reportedBefore, due }: Aim): Rehearsal {
  let nearest: Rehearsal | null = null;
  let latest: Rehearsal | null = null;
  const offset = diceOf(script.seed + 1).between(0, STEP_BACK);
  const start = reportedBefore ?? now;
  const earliest = startOfLocalDay(addDays(localDay(start), -MOST_BACK_DAYS));
  for (let at = later(start, -offset - 2); at > earliest; at = later(at, -STEP_BACK)) {
    if (!isWaking(at)) continue;
    const rehearsal = rehearse(script, at);
    if (rehearsal.end >= later(now, -1)) continue;
    if (!due || (rehearsal.due && rehearsal.due >= due.from && rehearsal.due <= due.to)) return rehearsal;
    latest ??= rehearsal;
    const late = (rehearsal.due?.getTime() ?? 0) < now.getTime();
    if (!nearest && late === due.from < now) nearest = rehearsal;
  }
  return nearest ?? latest ?? rehearse(script, earliest);
}
