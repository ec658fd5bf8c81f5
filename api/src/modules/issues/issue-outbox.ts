import { randomUUID } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@gongzhi/shared/time';
import { IssueModel, type IssueRecord } from './issue.model';

/** How long one worker may take over a case before another one takes it up. */
const LEASE_MS = MINUTE_MS;
const MOST_ATTEMPTS = 10;

export interface ClaimedIssue {
  issue: IssueRecord;
  lease: string;
}

/** Takes the case that has waited longest for its events to be told; null when none is due. */
export async function claimDueIssue(now: Date): Promise<ClaimedIssue | null> {
  const lease = randomUUID();
  const issue = await IssueModel.findOneAndUpdate(
    { outboxDue: { $lte: now } },
    {
      $set: { outboxDue: new Date(now.getTime() + LEASE_MS), 'outbox.lease': lease },
      $inc: { 'outbox.attempts': 1 },
    },
    { sort: { outboxDue: 1 }, returnDocument: 'after' },
  ).lean<IssueRecord>();
  return issue && { issue, lease };
}

/** All events of the claimed case are told. One that came in meanwhile keeps it due, from now on. */
export async function settleIssue({ issue, lease }: ClaimedIssue, now: Date): Promise<void> {
  const told = {
    'outbox.done': issue.timeline.length,
    'outbox.lease': null,
    'outbox.attempts': 0,
    'outbox.lastError': null,
    'outbox.deadAt': null,
  };
  const settled = await IssueModel.updateOne(
    { _id: issue._id, 'outbox.lease': lease, version: issue.version },
    { $set: told, $unset: { outboxDue: 1 } },
  );
  if (settled.modifiedCount > 0) return;
  await IssueModel.updateOne(
    { _id: issue._id, 'outbox.lease': lease },
    { $set: { ...told, outboxDue: now } },
  );
}

/** Tries again later, each time later; after the last attempt it is laid aside with its error. */
export async function postponeIssue(
  { issue, lease }: ClaimedIssue,
  error: unknown,
  now: Date,
): Promise<'later' | 'dead'> {
  const { attempts } = issue.outbox;
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const mine = { _id: issue._id, 'outbox.lease': lease };
  if (attempts >= MOST_ATTEMPTS) {
    await IssueModel.updateOne(mine, {
      $set: { 'outbox.lease': null, 'outbox.lastError': lastError, 'outbox.deadAt': now },
      $unset: { outboxDue: 1 },
    });
    return 'dead';
  }
  const wait = Math.min(HOUR_MS, 2 ** attempts * 1000);
  await IssueModel.updateOne(mine, {
    $set: {
      'outbox.lease': null,
      'outbox.lastError': lastError,
      outboxDue: new Date(now.getTime() + wait),
    },
  });
  return 'later';
}

/** How many cases have something to tell right now. */
export function countDue(now: Date): Promise<number> {
  return IssueModel.countDocuments({ outboxDue: { $lte: now } }).exec();
}
