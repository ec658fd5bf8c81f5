import type { reportInput } from '@gongzhi/shared/issues/schema';
import { localDay } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { takeOwnPictures } from '../files/files.queries';
import { currentCatalogue } from '../standards/standards.queries';
import { addresseeOf } from './addressee';
import { advanceClocks } from './advance-clocks';
import { keepPicture } from './case-pictures';
import { tokensFor } from './index-words';
import { type IssueRecord, NEVER_DUE } from './issue.model';
import { issueEvent } from './issue-event';
import { locate } from './locate';
import { nextIssueNumber } from './number-issue';
import { toId } from './object-id';
import { sealPhone } from './reporter-contact';
import { matterChange } from './standards-of-issue';

export type ReportInput = z.output<typeof reportInput>;

/** A case nobody has done anything about yet. */
const untouched = {
  schemaVersion: 1,
  state: 'reported',
  group: 'open',
  version: 1,
  joinCount: 0,
  publication: null,
  conditionCode: null,
  assignedTo: null,
  handledBy: null,
  sentTo: [],
  afterPictures: [],
  rework: 0,
  reopenings: 0,
  result: null,
  rating: null,
  closedAt: null,
  closedDay: null,
  outbox: { done: 0, lease: null, attempts: 0, lastError: null, deadAt: null },
} satisfies Partial<IssueRecord>;

/** Whether the desk writes down what somebody else reports, by name or unnamed from a hotline. */
export function isForSomebodyElse({ caller, source }: ReportInput): boolean {
  return caller !== undefined || source.startsWith('hotline');
}

/** The whole case as it is stored first: located, classed, numbered, its first clock running, its first event told. */
export async function newIssue(
  actor: Actor,
  input: ReportInput,
  createHash: string,
  now: Date,
): Promise<IssueRecord> {
  const classed = await classOf(input);
  const located = locate(input.place);
  const pictures = (await takeOwnPictures(actor.accountId, input.pictureIds, now)).map(keepPicture);
  const { kind, text, source, shareContact, key } = input;
  const { steps, current } = await advanceClocks(
    { kind, steps: [], conditionCode: null, catalogueVersion: classed.catalogueVersion },
    'report',
    now,
  );
  const _id = new mongoose.Types.ObjectId();
  const dueAt = current?.dueAt ?? null;
  return {
    ...untouched,
    _id,
    number: await nextIssueNumber(now),
    kind,
    source,
    shareContact,
    addressedTo: await addresseeOf(input.addressedTo, located.placeIds.map(String), now),
    createKey: key,
    createHash,
    ...peopleOf(actor, input, _id),
    ...classed,
    ...located,
    text,
    pictures,
    ...(await tokensFor({ ...classed, ...located, text, publication: null })),
    steps,
    dueSort: dueAt ?? NEVER_DUE,
    timeline: [
      issueEvent({
        at: now,
        command: 'report',
        state: 'reported',
        by: isForSomebodyElse(input)
          ? { accountId: toId(actor.accountId), as: 'dispatcher', name: actor.name }
          : { accountId: toId(actor.accountId), as: 'reporter', name: null },
        dueAt,
        key,
        keyHash: createHash,
      }),
    ],
    reportedDay: localDay(now),
    outboxDue: now,
    createdAt: now,
    updatedAt: now,
  };
}

async function classOf({ groupCode, matterCode }: ReportInput) {
  if (matterCode) return matterChange(matterCode);
  const catalogue = await currentCatalogue();
  if (groupCode && !catalogue.groups.some(({ code }) => code === groupCode)) {
    throw new AppError('MATTER_UNKNOWN', { detail: `group ${groupCode}` });
  }
  return { matterCode: null, groupCode: groupCode ?? null, catalogueVersion: catalogue.version };
}

function peopleOf(
  actor: Actor,
  input: ReportInput,
  _id: IssueRecord['_id'],
): Pick<IssueRecord, 'createdBy' | 'reporterId' | 'followerIds' | 'caller'> {
  const createdBy = toId(actor.accountId);
  if (!isForSomebodyElse(input)) {
    return { createdBy, reporterId: createdBy, followerIds: [createdBy], caller: null };
  }
  const { caller } = input;
  return {
    createdBy,
    reporterId: null,
    followerIds: [],
    caller: caller ? { name: caller.name, phone: sealPhone(String(_id), caller.phone) } : null,
  };
}
