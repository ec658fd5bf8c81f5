import { decide } from '@gongzhi/shared/issues/rules';
import type { CommandResult, IssueDetail } from '@gongzhi/shared/issues/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { addresseeWarnings } from './addressee';
import { hashInput } from './command-key';
import { IssueModel, type IssueRecord } from './issue.model';
import { locate } from './locate';
import { isForSomebodyElse, newIssue, type ReportInput } from './new-issue';
import { presentIssue } from './present-issue';

/** Somebody reports something, or the desk writes down a call. The client's key makes sending twice harmless. */
export async function reportIssue(actor: Actor, input: ReportInput): Promise<CommandResult> {
  const before = await findReported(actor, input.key);
  if (before) return repeatedReport(before, actor, input);
  const now = clock.now();
  authorize(actor, input, now);
  const issue = await newIssue(actor, input, hashInput('report', input), now);
  try {
    await IssueModel.create(issue);
  } catch (error) {
    const twin = isDuplicate(error) ? await findReported(actor, input.key) : null;
    if (!twin) throw error;
    return repeatedReport(twin, actor, input);
  }
  const warnings = addresseeWarnings(input.addressedTo, issue);
  return { issue: await presentIssue(issue, actor), repeated: false, warnings };
}

const isDuplicate = (error: unknown) =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

/** The case that came of a report with this key, for who goes on with what was broken off; null when there is none. */
export async function reportedWith(actor: Actor, key: string): Promise<IssueDetail | null> {
  const issue = await findReported(actor, key);
  return issue && presentIssue(issue, actor);
}

function findReported(actor: Actor, key: string): Promise<IssueRecord | null> {
  return IssueModel.findOne({ createdBy: actor.accountId, createKey: key }).lean<IssueRecord>().exec();
}

async function repeatedReport(issue: IssueRecord, actor: Actor, input: ReportInput): Promise<CommandResult> {
  if (issue.createHash !== hashInput('report', input)) {
    // A phone that never heard the first answer, and sends what was changed since, learns which case it has.
    const details = { id: String(issue._id), number: issue.number };
    throw new AppError('KEY_REUSED', { detail: `report ${issue._id}`, details });
  }
  const warnings = addresseeWarnings(input.addressedTo, issue);
  return { issue: await presentIssue(issue, actor), repeated: true, warnings };
}

/** Anybody may report; patrols are for people in post, and callers and hotlines for the area's dispatcher. */
function authorize(actor: Actor, input: ReportInput, now: Date): void {
  const decision = decide('report', { state: null, relations: ['account'], now });
  if (!decision.ok) throw new AppError(decision.code);
  if (input.source === 'patrol' && actor.posts.length === 0) {
    throw new AppError('FORBIDDEN', { detail: `${actor.accountId} is on no patrol` });
  }
  if (!isForSomebodyElse(input)) return;
  const areas = actor.posts.filter(({ role, scope }) => role === 'dispatcher' && scope.kind === 'place');
  const places = new Set(locate(input.place).placeIds.map(String));
  if (!areas.some(({ scope }) => places.has(scope.id))) {
    throw new AppError('FORBIDDEN', { detail: `${actor.accountId} reports for a caller` });
  }
}
