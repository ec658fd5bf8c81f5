import { createHash } from 'node:crypto';
import { type IssueState, openStates } from '@gongzhi/shared/issues/states';
import { currentStep, type IssueStep, recomputeStep } from '@gongzhi/shared/issues/steps';
import { HOUR_MS } from '@gongzhi/shared/time';
import { clock } from '../../platform/clock';
import { logger } from '../../platform/logger';
import { placeIdsAt, placeIndexVersion, refreshPlaceIndex } from '../places/place-index';
import { everyPostOf } from '../posts/posts.queries';
import { calendar } from '../standards/standards.queries';
import { centreHours, hoursOfUnit } from './advance-clocks';
import { noteMove, reportMoves } from './boundary-moves';
import { IssueModel, type IssueRecord } from './issue.model';
import { toId } from './object-id';
import { UpkeepModel } from './upkeep.model';
import { checkingRoles, listVerifier, verifierAmong } from './verifier';

type Consequence = Partial<Pick<IssueRecord, 'steps' | 'dueSort' | 'placeIds' | 'verifier'>>;

const PAGE = 200;

/**
 * Brings open cases up to date with what they were worked out from: due times a newly announced calendar makes
 * definite, the places they belong to after a change of boundaries, and whose check they wait for after somebody took
 * up or left a post. Closed cases stay as they were.
 */
export async function keepIssuesCurrent(): Promise<{ dues: number; places: number; verifiers: number }> {
  await refreshPlaceIndex();
  const days = await calendar();
  const dues = await onceForEach('calendar', days.version, {
    work: async (issue) => {
      const step = currentStep(issue.steps);
      if (!step?.provisional) return null;
      const unitHours = step.step === 'handle' ? await hoursOfUnit(issue.assignedTo?.toString()) : null;
      const again = recomputeStep(step, days, unitHours ?? centreHours);
      const steps: IssueStep[] = issue.steps.map((each) => (each === step ? again : each));
      return { steps, dueSort: again.dueAt };
    },
  });
  const version = placeIndexVersion();
  const places = await onceForEach('places', String(version), {
    work: async (issue) => {
      if (!issue.point) return null;
      const ids = placeIdsAt(issue.point.coordinates);
      // A case that fell out of the district stays where somebody looks after it.
      if (ids.length === 0 || sameIds(ids, issue.placeIds.map(String))) return null;
      // Noted before it is done: broken off in between, the same is noted and done again.
      await noteMove(issue, ids, version);
      return { placeIds: ids.map(toId) };
    },
    finish: () => reportMoves(version, clock.now()),
  });
  const verifiers = await keepVerifiers(version, clock.now());
  return { dues, places, verifiers };
}

/** Again when somebody took up or left a post, and once an hour: a case may have been handled at that very moment. */
async function keepVerifiers(placesVersion: number, now: Date): Promise<number> {
  const posts = await everyPostOf(checkingRoles, now);
  const inPost = createHash('sha256').update(JSON.stringify(posts)).digest('base64url');
  const version = [placesVersion, inPost, Math.floor(now.getTime() / HOUR_MS)].join(' ');
  const find = verifierAmong(posts);
  return onceForEach('verifiers', version, {
    states: ['handled'],
    work: (issue) => {
      const verifier = listVerifier(issue, find);
      return verifier === issue.verifier ? null : { verifier };
    },
  });
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

interface Upkeep {
  work: (issue: IssueRecord) => Consequence | null | Promise<Consequence | null>;
  finish?: () => Promise<void>;
  /** Of the cases in these states only; all open ones when absent. */
  states?: readonly IssueState[];
}

/** Goes through the open cases when the version is another than the last time; returns how many were changed. */
async function onceForEach(
  what: 'calendar' | 'places' | 'verifiers',
  version: string,
  { work, finish, states = openStates }: Upkeep,
): Promise<number> {
  const seen = await UpkeepModel.findById(what).lean();
  if (seen?.version === version) return 0;
  let changed = 0;
  for (const state of states) {
    let after: IssueRecord['_id'] | null = null;
    for (;;) {
      const page: IssueRecord[] = await IssueModel.find({ state, ...(after && { _id: { $lt: after } }) })
        .sort({ _id: -1 })
        .limit(PAGE)
        .lean<IssueRecord[]>();
      for (const issue of page) if (await update(issue, await work(issue))) changed++;
      after = page.at(-1)?._id ?? null;
      if (page.length < PAGE) break;
    }
  }
  await finish?.();
  await UpkeepModel.updateOne({ _id: what }, { $set: { version } }, { upsert: true });
  if (changed > 0) logger.info({ what, version, changed }, 'open cases were brought up to date');
  return changed;
}

/** Not a command: the version stays. A command that comes in between wins, and works from the new data anyway. */
async function update({ _id, version }: IssueRecord, change: Consequence | null): Promise<boolean> {
  if (!change) return false;
  const written = await IssueModel.updateOne({ _id, version }, { $set: change });
  return written.modifiedCount > 0;
}
