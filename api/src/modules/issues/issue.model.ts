import type { IssueCommand, Relation, Verifier } from '@gongzhi/shared/issues/rules';
import type { issueKinds, issueSources } from '@gongzhi/shared/issues/schema';
import { type IssueState, issueStates, type StateGroup } from '@gongzhi/shared/issues/states';
import type { IssueStep } from '@gongzhi/shared/issues/steps';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import type { Limit } from '@gongzhi/shared/standards/labels';
import mongoose, { type Types } from 'mongoose';

/** A picture as a case keeps it: enough to show it without another read. */
export interface IssuePicture {
  id: string;
  width: number;
  height: number;
}

/** One thing that happened. The timeline is the case's story, its event queue and its memory of command keys. */
export interface IssueEvent {
  /** Part of the ids of what is delivered because of it. */
  id: string;
  at: Date;
  command: IssueCommand;
  /** The state it led to. */
  state: IssueState;
  by: {
    accountId: Types.ObjectId | null;
    /** In which capacity, e.g. 派遣员. */
    as: Relation;
    /** Name of a member of staff, for colleagues; never a resident's. */
    name: string | null;
    /** The post it was done by, and whose it is when that is somebody else's. */
    post?: { id: string; role: PostRole; actingFor: string | null };
  };
  words: string;
  /** Code from the list of reasons of the command. */
  reason: string | null;
  pictures: IssuePicture[];
  warnings: string[];
  /** The unit it is about. */
  organisationId: Types.ObjectId | null;
  /** When the step it started runs out. */
  dueAt: Date | null;
  solved: boolean | null;
  score: number | null;
  /** The client's key and what it brought, so that a repeated command is recognised. */
  key: string;
  keyHash: string;
}

export interface IssueRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  /** What people read out: day and counter. */
  number: string;
  kind: (typeof issueKinds)[number];
  source: (typeof issueSources)[number];
  state: IssueState;
  group: StateGroup;
  /** Raised by every command; writes are guarded by it. */
  version: number;
  /** Who wrote it down; the case itself once that account was erased. */
  createdBy: Types.ObjectId;
  createKey: string;
  createHash: string;
  /** The account that reported; null when the desk wrote down a call. */
  reporterId: Types.ObjectId | null;
  /** Who called the desk; the phone number is sealed. */
  caller: { name: string; phone: string } | null;
  shareContact: boolean;
  /** The post it was addressed to, and what that is of: a post goes from hand to hand, its place stays. */
  addressedTo?: { postId: string; role: PostRole; placeId: string } | null;
  /** The reporter and those who ran into it too: whose "my cases" it is in. */
  followerIds: Types.ObjectId[];
  joinCount: number;
  text: string;
  pictures: IssuePicture[];
  /** What the public reads; null until accepted. */
  publication: { text: string | null; pictureIds: string[] } | null;
  /** The bureau keeps what was published from the public while a complaint is looked into. */
  covered?: boolean;
  groupCode: string | null;
  matterCode: string | null;
  conditionCode: string | null;
  /** Number of the responsibility list it was filed under; null where the district had none. */
  listVersion?: number | null;
  /** Where the list sets another limit for the unit than the filing condition does. */
  handleLimit?: Limit | null;
  /** Version of the catalogue the codes are from. */
  catalogueVersion: string;
  point: { type: 'Point'; coordinates: [number, number] } | null;
  pointOrigin: 'gps' | 'pin' | 'picture' | null;
  address: string;
  /** Every place it belongs to, widest first: rights and lists by area are one equality on it. */
  placeIds: Types.ObjectId[];
  cellFine: string | null;
  cellCoarse: string | null;
  /** Half a metre wide; its digits name every wider cell it lies in, so a wider cell is one stretch of these. */
  cellPoint: string | null;
  assignedTo: Types.ObjectId | null;
  handledBy: Types.ObjectId | null;
  /**
   * Whose list a handled case waits in for its check, by who is in post; absent in every other state. For lists only:
   * a decision looks up who is in post itself.
   */
  verifier?: Verifier;
  /** Every unit it was ever sent to, in order. */
  sentTo: Types.ObjectId[];
  afterPictures: IssuePicture[];
  steps: IssueStep[];
  /** Due time of the step that is going on; far in the future when no clock runs, so that lists by due time hold all. */
  dueSort: Date;
  rework: number;
  reopenings: number;
  result: string | null;
  rating: { solved: boolean; score: number; words: string; at: Date } | null;
  closedAt: Date | null;
  timeline: IssueEvent[];
  tokens: string[];
  /** The same for what the public may read. */
  publicTokens: string[];
  reportedDay: string;
  closedDay: string | null;
  /** Set by every command: the worker has something to tell. Absent when all is told. */
  outboxDue?: Date;
  outbox: {
    /** How many events of the timeline have been told. */
    done: number;
    lease: string | null;
    attempts: number;
    lastError: string | null;
    deadAt: Date | null;
  };
  createdAt: Date;
  updatedAt: Date;
}

/** Stands for "no clock runs". */
export const NEVER_DUE = new Date('9999-12-31T00:00:00Z');

const { ObjectId, Mixed } = mongoose.Schema.Types;
const picture = { id: String, width: Number, height: Number, _id: false };
const words = { type: String, default: null };

/** These answer what is around a point by themselves, without the cases: of any class, and of one group of them. */
export const aroundIndex = { group: 1, cellPoint: 1, state: 1, _id: -1 } as const;
export const aroundOfGroupIndex = { group: 1, groupCode: 1, cellPoint: 1, state: 1, _id: -1 } as const;

/** In which fine cells the cases of a state lie: counted, and found by what the public may know of their place. */
export const cellIndex = { state: 1, cellFine: 1, groupCode: 1, _id: -1 } as const;

/** Of the cases of an area that wait for a check, those one kind of verifier is to check, in each order of a list. */
export const checkIndex = {
  newest: { placeIds: 1, verifier: 1, _id: -1 },
  due: { placeIds: 1, verifier: 1, dueSort: 1, _id: 1 },
} as const;

/** Which cases have a word, the newest first. */
export const wordIndex = { tokens: 1, _id: -1 } as const;
export const publicWordIndex = { publicTokens: 1, _id: -1 } as const;

const issueSchema = new mongoose.Schema<IssueRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    number: { type: String, required: true },
    kind: { type: String, required: true },
    source: { type: String, required: true },
    state: { type: String, enum: issueStates, required: true },
    group: { type: String, required: true },
    version: { type: Number, required: true, default: 1 },
    createdBy: { type: ObjectId, required: true },
    createKey: { type: String, required: true },
    createHash: { type: String, required: true },
    reporterId: { type: ObjectId, default: null },
    caller: { type: Mixed, default: null },
    shareContact: { type: Boolean, required: true },
    addressedTo: { type: Mixed, default: null },
    followerIds: { type: [ObjectId], required: true },
    joinCount: { type: Number, required: true, default: 0 },
    text: { type: String, default: '' },
    pictures: { type: [picture], default: [] },
    publication: { type: Mixed, default: null },
    covered: { type: Boolean },
    groupCode: words,
    matterCode: words,
    conditionCode: words,
    catalogueVersion: { type: String, required: true },
    listVersion: { type: Number, default: null },
    handleLimit: { type: Mixed, default: null },
    point: { type: Mixed, default: null },
    pointOrigin: words,
    address: { type: String, default: '' },
    placeIds: { type: [ObjectId], required: true },
    cellFine: words,
    cellCoarse: words,
    cellPoint: words,
    assignedTo: { type: ObjectId, default: null },
    handledBy: { type: ObjectId, default: null },
    verifier: { type: String },
    sentTo: { type: [ObjectId], default: [] },
    afterPictures: { type: [picture], default: [] },
    steps: { type: Mixed, required: true },
    dueSort: { type: Date, required: true },
    rework: { type: Number, required: true, default: 0 },
    reopenings: { type: Number, required: true, default: 0 },
    result: words,
    rating: { type: Mixed, default: null },
    closedAt: { type: Date, default: null },
    timeline: { type: Mixed, required: true },
    tokens: { type: [String], default: [] },
    publicTokens: { type: [String], default: [] },
    reportedDay: { type: String, required: true },
    closedDay: words,
    outboxDue: { type: Date },
    outbox: { type: Mixed, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'issues' },
);

issueSchema.index({ number: 1 }, { unique: true });
issueSchema.index({ createdBy: 1, createKey: 1 }, { unique: true });
issueSchema.index({ outboxDue: 1 }, { partialFilterExpression: { outboxDue: { $exists: true } } });
issueSchema.index({ state: 1, _id: -1 });
issueSchema.index({ state: 1, dueSort: 1, _id: 1 });
issueSchema.index({ placeIds: 1, state: 1, _id: -1 });
issueSchema.index({ placeIds: 1, state: 1, dueSort: 1, _id: 1 });
const waitsForCheck = { partialFilterExpression: { verifier: { $exists: true } } };
issueSchema.index(checkIndex.newest, waitsForCheck);
issueSchema.index(checkIndex.due, waitsForCheck);
issueSchema.index({ assignedTo: 1, state: 1, _id: -1 });
issueSchema.index({ assignedTo: 1, state: 1, dueSort: 1, _id: 1 });
issueSchema.index({ followerIds: 1, _id: -1 });
issueSchema.index({ groupCode: 1, state: 1, _id: -1 });
issueSchema.index({ matterCode: 1, state: 1, _id: -1 });
issueSchema.index(cellIndex);
issueSchema.index(aroundIndex);
issueSchema.index(aroundOfGroupIndex);
issueSchema.index(wordIndex);
issueSchema.index(publicWordIndex);
issueSchema.index({ reportedDay: 1 });
issueSchema.index({ closedDay: 1 });

export const IssueModel = mongoose.model<IssueRecord>('Issue', issueSchema);
