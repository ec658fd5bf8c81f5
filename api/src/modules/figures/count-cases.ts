import type { CaseFacts } from '../issues/issue-facts.queries';
import type { DayCounts, RollupPart, RollupRecord } from './rollup.model';

export type AreaCounts = Omit<RollupRecord, '_id' | 'run'>;

const HOUR_MS = 60 * 60 * 1000;

const noCounts = (): DayCounts => ({
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
  closedThatDay: 0,
});

/** A score from which a rating counts as satisfied. */
const SATISFIED = 4;

/** Adds one case reported on the day to its counts. */
function addReported(counts: DayCounts, facts: CaseFacts, now: Date): void {
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
  if (facts.rating) counts.rated++;
  if (facts.rating?.solved && facts.rating.score >= SATISFIED) counts.satisfied++;
}

/** One area on one day while its cases are being counted. */
class AreaCount {
  private readonly parts = new Map<string, RollupPart>();
  private readonly hoursToClose: number[] = [];

  constructor(
    private readonly day: string,
    private readonly areaId: string,
  ) {}

  add(facts: CaseFacts, now: Date): void {
    const { groupCode, organisationId, closedAt } = facts;
    const key = `${groupCode}|${organisationId}`;
    const part = this.parts.get(key) ?? { groupCode, organisationId, ...noCounts() };
    this.parts.set(key, part);
    if (facts.closedDay === this.day) part.closedThatDay++;
    if (facts.reportedDay !== this.day) return;
    addReported(part, facts, now);
    if (closedAt) this.hoursToClose.push(hoursBetween(facts.createdAt, closedAt));
  }

  counts(): AreaCounts {
    const parts = [...this.parts.values()];
    const groups = [...new Set(parts.map(({ groupCode }) => groupCode))].map((groupCode) => {
      const { reported, closedThatDay } = sumOf(parts.filter((part) => part.groupCode === groupCode));
      return { groupCode, reported, closedThatDay };
    });
    const { day, areaId, hoursToClose } = this;
    return { day, areaId, total: sumOf(parts), groups, hoursToClose, parts };
  }
}

const hoursBetween = (from: Date, to: Date) =>
  Math.round(((to.getTime() - from.getTime()) / HOUR_MS) * 10) / 10;

/** Adds counts up, field by field. */
export function sumOf(all: readonly DayCounts[]): DayCounts {
  const sum = noCounts();
  for (const counts of all)
    for (const name of Object.keys(sum) as (keyof DayCounts)[]) sum[name] += counts[name];
  return sum;
}

/** Everything counted of one day, area by area: its own cases, and those it saw closed. */
export function countDay(day: string, cases: readonly CaseFacts[], now: Date): AreaCounts[] {
  const areas = new Map<string, AreaCount>();
  for (const facts of cases) {
    for (const areaId of facts.areaIds) {
      const area = areas.get(areaId) ?? new AreaCount(day, areaId);
      areas.set(areaId, area);
      area.add(facts, now);
    }
  }
  return [...areas.values()].map((area) => area.counts());
}
