import { setTimeout as pause } from 'node:timers/promises';
import { tellAnswers } from '../modules/complaints/answer-complaint';
import { recomputeFigures } from '../modules/figures/recompute-figures';
import { sweepUnused } from '../modules/files/sweep-unused';
import { finishDeactivations } from '../modules/identity/deactivate-account';
import { sweepImports } from '../modules/imports/import-files';
import { runImports } from '../modules/imports/run-imports';
import { type ClaimedIssue, claimDueIssue, postponeIssue, settleIssue } from '../modules/issues/issue-outbox';
import { keepIssuesCurrent } from '../modules/issues/keep-current';
import { finishErasures } from '../modules/my-data/finish-erasures';
import { relocateObjects } from '../modules/places/relocate-objects';
import { finishClosings } from '../modules/posts/close-post';
import { clock } from '../platform/clock';
import { logger } from '../platform/logger';
import { cameWithin } from '../platform/patience';
import { handlers } from './handlers';

/** Cases told in one round before the loop looks up again. */
const MOST_A_ROUND = 200;

export interface Round {
  told: number;
  failed: number;
}

/** Tells everything that is due, until it is to stop. One case that fails does not hold up the others. */
export async function tellDueIssues(stopping?: AbortSignal): Promise<Round> {
  const round: Round = { told: 0, failed: 0 };
  while (!stopping?.aborted && round.told + round.failed < MOST_A_ROUND) {
    const claimed = await claimDueIssue(clock.now());
    if (!claimed) break;
    if (await tell(claimed, stopping)) round.told++;
    else round.failed++;
  }
  return round;
}

async function tell(claimed: ClaimedIssue, stopping?: AbortSignal): Promise<boolean> {
  try {
    for (const handle of Object.values(handlers)) await handle(claimed, clock.now());
    await settleIssue(claimed, clock.now());
    return true;
  } catch (err) {
    // Perhaps only broken off by the stop: it is told when its lease is over.
    if (stopping?.aborted) throw err;
    const fate = await postponeIssue(claimed, err, clock.now());
    const issueId = String(claimed.issue._id);
    if (fate === 'dead') logger.error({ err, issueId }, 'events of a case are laid aside');
    else logger.warn({ err, issueId }, 'events of a case will be told later');
    return false;
  }
}

/** Ends what was broken off when somebody left a post or the service. */
async function finishLeavings(): Promise<void> {
  await finishDeactivations(clock.now());
  await finishClosings(clock.now());
}

/** Everything the worker does, once: tests and the command line use it. */
export async function runWorkerOnce(): Promise<Round & { days: number; swept: number }> {
  const round = await tellDueIssues();
  await runImports();
  await sweepImports(clock.now());
  await relocateObjects();
  await tellAnswers(clock.now());
  await finishErasures(clock.now());
  await keepIssuesCurrent();
  await finishLeavings();
  const days = await recomputeFigures(clock.now());
  // Only with nothing left to tell is it certain which pictures are in use.
  const swept = round.failed === 0 ? await sweepUnused(clock.now()) : 0;
  return { ...round, days, swept };
}

/** How long a stop waits for the work in hand: a database that does not answer must not hold it for good. */
const STOP_WITHIN_MS = 8_000;

export interface WorkerOptions {
  tellEveryMs?: number;
  figuresEveryMs?: number;
  sweepEveryMs?: number;
  stopWithinMs?: number;
}

/**
 * Runs until stopped. Stopping waits for the work in hand as long as it may; what it breaks off then is taken up again
 * after the next start, as after a power failure.
 */
export function startWorker({
  tellEveryMs = 1000,
  figuresEveryMs = 10_000,
  sweepEveryMs = 10 * 60_000,
  stopWithinMs = STOP_WITHIN_MS,
}: WorkerOptions = {}): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops: Loop[] = [
    loop('events of cases', tellEveryMs, signal, () => tellDueIssues(signal)),
    loop('answers to complaints', tellEveryMs, signal, () => tellAnswers(clock.now())),
    loop('erased accounts', figuresEveryMs, signal, () => finishErasures(clock.now(), signal)),
    loop('imports', tellEveryMs, signal, () => runImports(signal)),
    loop('upkeep', figuresEveryMs, signal, () => keepUp(signal)),
    loop('old imports', sweepEveryMs, signal, () => sweepImports(clock.now())),
    loop('unused pictures', sweepEveryMs, signal, async () => {
      const { failed } = await tellDueIssues(signal);
      if (failed === 0 && !signal.aborted) await sweepUnused(clock.now());
    }),
  ];
  return {
    stop: async () => {
      stopping.abort();
      if (await cameWithin(stopWithinMs, Promise.all(loops.map(({ ended }) => ended)))) return;
      const cut = loops.filter((each) => each.breakOff()).map(({ name }) => name);
      logger.warn({ cut }, 'the worker was stopped in the midst of work, which goes on after the next start');
    },
  };
}

/** Brings up to date what was worked out from something that has changed since. */
async function keepUp(stopping: AbortSignal): Promise<void> {
  const works = [relocateObjects, keepIssuesCurrent, finishLeavings, () => recomputeFigures(clock.now())];
  for (const work of works) if (!stopping.aborted) await work();
}

interface Loop {
  readonly name: string;
  readonly ended: Promise<void>;
  /** Leaves it to itself; false when it had ended already. */
  breakOff(): boolean;
}

/** Does `work` again and again, never twice at once, until it is to stop. */
function loop(name: string, ms: number, stopping: AbortSignal, work: () => Promise<unknown>): Loop {
  let ended = false;
  let brokenOff = false;
  const complain = (err: unknown) => {
    // Its database was closed before it was done: nothing that somebody could mend.
    if (!brokenOff) logger.error({ err }, 'the worker could not work');
  };
  const run = async () => {
    while (!stopping.aborted) {
      await work().catch(complain);
      await pause(ms, undefined, { signal: stopping }).catch(() => {});
    }
    ended = true;
  };
  return {
    name,
    ended: run(),
    breakOff: () => {
      brokenOff = !ended;
      return brokenOff;
    },
  };
}
