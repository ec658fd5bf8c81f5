import { decide } from '@gongzhi/shared/issues/rules';
import type { CommandResult, reportInput } from '@gongzhi/shared/issues/schema';
import { localDay } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { takeOwnPictures } from '../files/files.queries';
import { currentCatalogue } from '../standards/standards.queries';
import { advanceClocks } from './advance-clocks';
import { keepPicture } from './case-pictures';
import { hashInput } from './command-key';
import { tokensFor } from './index-words';
import { IssueModel, type IssueRecord, NEVER_DUE } from './issue.model';
import { locate } from './locate';
import { nextIssueNumber } from './number-issue';
import { toId } from './object-id';
import { presentIssue } from './present-issue';
import { sealPhone } from './reporter-contact';
import { matterChange } from './standards-of-issue';

type Input = z.output<typeof reportInput>;

/** Somebody reports something, or the desk writes down a call. The client's key makes sending twice harmless. */
export async function reportIssue(actor: Actor, input: Input): Promise<CommandResult> {
  const createHash = hashInput('report', input);
  const before = await findReported(actor, input.key);
  if (before) return repeatedReport(before, actor, createHash);
  const now = clock.now();
  authorize(actor, input, now);
  const draft = await draftIssue(actor, input, createHash, now);
  try {
    await IssueModel.create(draft);
  } catch (error) {
    const twin = isDuplicate(error) ? await findReported(actor, input.key) : null;
    if (!twin) throw error;
    return repeatedReport(twin, actor, createHash);
  }
  return { issue: await presentIssue(draft, actor), repeated: false, warnings: [] };
}

const isDuplicate = (error: unknown) =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

function findReported(actor: Actor, key: string): Promise<IssueRecord | null> {
  return IssueModel.findOne({ createdBy: actor.accountId, createKey: key }).lean<IssueRecord>().exec();
}

async function repeatedReport(issue: IssueRecord, actor: Actor, createHash: string): Promise<CommandResult> {
  if (issue.createHash !== createHash) throw new AppError('KEY_REUSED', { detail: `report ${issue._id}` });
  return { issue: await presentIssue(issue, actor), repeated: true, warnings: [] };
}

/** Anybody may report; patrols are for people in post, and callers and hotlines for the area's dispatcher. */
function authorize(actor: Actor, input: Input, now: Date): void {
  const decision = decide('report', { state: null, relations: ['account'], now });
  if (!decision.ok) throw new AppError(decision.code);
  if (input.source === 'patrol' && actor.posts.length === 0) {
    throw new AppError('FORBIDDEN', { detail: `${actor.accountId} is on no patrol` });
  }
  const forSomebody = input.caller !== undefined || input.source.startsWith('hotline');
  if (!forSomebody) return;
  const areas = actor.posts.filter(({ role, scope }) => role === 'dispatcher' && scope.kind === 'place');
  const places = new Set(locate(input.place).placeIds.map(String));
  if (!areas.some(({ scope }) => places.has(scope.id))) {
    throw new AppError('FORBIDDEN', { detail: `${actor.accountId} reports for a caller` });
  }
}

async function draftIssue(actor: Actor, input: Input, createHash: string, now: Date): Promise<IssueRecord> {
  const catalogue = await currentCatalogue();
  if (input.groupCode && !catalogue.groups.some(({ code }) => code === input.groupCode)) {
    throw new AppError('MATTER_UNKNOWN', { detail: `group ${input.groupCode}` });
  }
  const classed = input.matterCode
    ? await matterChange(input.matterCode)
    : { matterCode: null, groupCode: input.groupCode ?? null, catalogueVersion: catalogue.version };
  const located = locate(input.place);
  const pictures = (await takeOwnPictures(actor.accountId, input.pictureIds, now)).map(keepPicture);
  const base = { kind: input.kind, steps: [], conditionCode: null, catalogueVersion: catalogue.version };
  const { steps, current } = await advanceClocks(base, 'report', now);
  const { caller } = input;
  const accountId = toId(actor.accountId);
  const _id = new mongoose.Types.ObjectId();
  const said = { ...classed, ...located, text: input.text, publication: null };
  return {
    _id,
    schemaVersion: 1,
    number: await nextIssueNumber(now),
    kind: input.kind,
    source: input.source,
    state: 'reported',
    group: 'open',
    version: 1,
    createdBy: accountId,
    createKey: input.key,
    createHash,
    reporterId: caller ? null : accountId,
    caller: caller ? { name: caller.name, phone: sealPhone(String(_id), caller.phone) } : null,
    shareContact: input.shareContact,
    followerIds: caller ? [] : [accountId],
    joinCount: 0,
    pictures,
    conditionCode: null,
    ...said,
    ...(await tokensFor(said)),
    assignedTo: null,
    handledBy: null,
    sentTo: [],
    afterPictures: [],
    steps,
    dueSort: current?.dueAt ?? NEVER_DUE,
    rework: 0,
    reopenings: 0,
    result: null,
    rating: null,
    closedAt: null,
    timeline: [
      {
        id: String(new mongoose.Types.ObjectId()),
        at: now,
        command: 'report',
        state: 'reported',
        by: caller
          ? { accountId, as: 'dispatcher', name: actor.name }
          : { accountId, as: 'reporter', name: null },
        words: '',
        reason: null,
        pictures: [],
        warnings: [],
        organisationId: null,
        dueAt: current?.dueAt ?? null,
        solved: null,
        score: null,
        key: input.key,
        keyHash: createHash,
      },
    ],
    reportedDay: localDay(now),
    closedDay: null,
    outboxDue: now,
    outbox: { done: 0, lease: null, attempts: 0, lastError: null, deadAt: null },
    createdAt: now,
    updatedAt: now,
  };
}
