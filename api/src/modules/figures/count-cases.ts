import type { CaseFacts } from '../issues/issue-facts.queries';
import type { RollupRecord } from './rollup.model';

export type RollupCounts = Omit<RollupRecord, '_id' | 'run'>;

const HOUR_MS = 60 * 60 * 1000;

function empty(day: string, areaId: string, groupCode: string, organisationId: string): RollupCounts {
  return {
    day,
    areaId,
    groupCode,
    organisationId,
    reported: 0,
    toHandle: 0,
    handled: 0,
    handledInTime: 0,
    waitingLate: 0,
    extended: 0,
    toClose: 0,
    closed: 0,
    closedInTime: 0,
    reworked: 0,
    rated: 0,
    satisfied: 0,
    hoursToClose: [],
    closedThatDay: 0,
  };
}

/** A score from which a rating counts as satisfied. */
const SATISFIED = 4;

/** Adds one case reported on the day to its counts. */
function addReported(counts: RollupCounts, facts: CaseFacts, now: Date): void {
  counts.reported++;
  const handling = facts.steps.filter(({ step }) => step === 'handle').at(-1);
  const running = handling?.doneAt === null ? handling : null;
  const done = handling?.outcome === 'done';
  const late = running !== null && running !== undefined && running.dueAt < now;
  if (done || late) counts.toHandle++;
  if (done) counts.handled++;
  if (done && handling.inTime) counts.handledInTime++;
  if (late) counts.waitingLate++;
  const closed = facts.closedAt !== null;
  const overdue = facts.filed && facts.open && facts.steps.some((step) => !step.doneAt && step.dueAt < now);
  if (!closed && !overdue) return;
  counts.toClose++;
  if (facts.rework > 0) counts.reworked++;
  if (!facts.closedAt) return;
  counts.closed++;
  // Work taken away from a unit before its time is nobody's lateness.
  if (facts.steps.every(({ outcome, inTime }) => outcome !== 'done' || inTime)) counts.closedInTime++;
  counts.hoursToClose.push(
    Math.round(((facts.closedAt.getTime() - facts.createdAt.getTime()) / HOUR_MS) * 10) / 10,
  );
  if (facts.rating) counts.rated++;
  if (facts.rating?.solved && facts.rating.score >= SATISFIED) counts.satisfied++;
}

/** Everything counted of one day: its own cases, and those it saw closed. */
export function countDay(day: string, cases: readonly CaseFacts[], now: Date): RollupCounts[] {
  const all = new Map<string, RollupCounts>();
  for (const facts of cases) {
    for (const areaId of facts.areaIds) {
      const { groupCode, organisationId } = facts;
      const key = [areaId, groupCode, organisationId].join('|');
      const counts = all.get(key) ?? empty(day, areaId, groupCode, organisationId);
      all.set(key, counts);
      if (facts.reportedDay === day) addReported(counts, facts, now);
      if (facts.closedDay === day) counts.closedThatDay++;
    }
  }
  return [...all.values()];
}
