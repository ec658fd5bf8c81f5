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
import { handlers } from './handlers';

/** Cases told in one round before the loop looks up again. */
const MOST_A_ROUND = 200;

export interface Round {
  told: number;
  failed: number;
}

/** Tells everything that is due. One case that fails does not hold up the others. */
export async function tellDueIssues(): Promise<Round> {
  const round: Round = { told: 0, failed: 0 };
  while (round.told + round.failed < MOST_A_ROUND) {
    const claimed = await claimDueIssue(clock.now());
    if (!claimed) break;
    if (await tell(claimed)) round.told++;
    else round.failed++;
  }
  return round;
}

async function tell(claimed: ClaimedIssue): Promise<boolean> {
  try {
    for (const handle of Object.values(handlers)) await handle(claimed, clock.now());
    await settleIssue(claimed, clock.now());
    return true;
  } catch (err) {
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

export interface WorkerOptions {
  tellEveryMs?: number;
  figuresEveryMs?: number;
  sweepEveryMs?: number;
}

/** Runs until stopped; stopping waits for the work in hand. */
export function startWorker({
  tellEveryMs = 1000,
  figuresEveryMs = 10_000,
  sweepEveryMs = 10 * 60_000,
}: WorkerOptions = {}): { stop: () => Promise<void> } {
  const loops = [
    every(tellEveryMs, tellDueIssues),
    every(tellEveryMs, () => tellAnswers(clock.now())),
    every(figuresEveryMs, () => finishErasures(clock.now())),
    every(tellEveryMs, runImports),
    every(figuresEveryMs, async () => {
      await relocateObjects();
      await keepIssuesCurrent();
      await finishLeavings();
      await recomputeFigures(clock.now());
    }),
    every(sweepEveryMs, () => sweepImports(clock.now())),
    every(sweepEveryMs, async () => {
      if ((await tellDueIssues()).failed === 0) await sweepUnused(clock.now());
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((stop) => stop()));
    },
  };
}

/** Does `work` again and again, never twice at once; returns how to stop. */
function every(ms: number, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false;
  let wake = () => {};
  const loop = (async () => {
    while (!stopped) {
      await work().catch((err: unknown) => logger.error({ err }, 'the worker could not work'));
      if (stopped) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return async () => {
    stopped = true;
    wake();
    await loop;
  };
}
