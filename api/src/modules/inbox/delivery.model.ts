import type { IssueCommand, IssueKind } from '@gongzhi/shared/issues/rules';
import type { Audience } from '@gongzhi/shared/issues/sentences';
import type { IssueState } from '@gongzhi/shared/issues/states';
import mongoose, { type Types } from 'mongoose';

/**
 * One event told to one person over one channel. The id is `event:channel:recipient`, so telling it again finds it
 * there. Of the event only facts are kept; the sentence is made when it is read.
 */
export type DeliveryRecord = CaseDelivery | ComplaintDelivery;

interface Delivery {
  _id: string;
  schemaVersion: number;
  channel: 'inbox';
  recipientId: Types.ObjectId;
  /** What this recipient may know the case, or the complaint, as. */
  title: string;
  at: Date;
  /** Sorts the inbox: time of the event, then its place in the case. */
  order: string;
  readAt: Date | null;
  /** Only there while unread: keeps the index of the unread small. */
  unread?: true;
}

/** Something happened to a case. */
export interface CaseDelivery extends Delivery {
  issueId: Types.ObjectId;
  issueNumber: string;
  command: IssueCommand;
  state: IssueState;
  audience: Audience;
  facts: {
    /** Not there in what earlier versions delivered. */
    kind?: IssueKind;
    organisation: string | null;
    dueAt: Date | null;
    reason: string | null;
    solved: boolean | null;
    score: number | null;
  };
}

/** A complaint was answered; the answer is with the complaint. */
export interface ComplaintDelivery extends Delivery {
  complaintId: Types.ObjectId;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

function ofCase(this: { complaintId?: unknown }): boolean {
  return this.complaintId === undefined;
}

const deliverySchema = new mongoose.Schema<CaseDelivery & Partial<ComplaintDelivery>>(
  {
    _id: { type: String, required: true },
    schemaVersion: { type: Number, required: true, default: 1 },
    channel: { type: String, required: true },
    recipientId: { type: ObjectId, required: true },
    complaintId: { type: ObjectId },
    issueId: { type: ObjectId, required: ofCase },
    issueNumber: { type: String, required: ofCase },
    title: { type: String, default: '' },
    command: { type: String, required: ofCase },
    state: { type: String, required: ofCase },
    audience: { type: String, required: ofCase },
    facts: { type: Mixed, required: ofCase },
    at: { type: Date, required: true },
    order: { type: String, required: true },
    readAt: { type: Date, default: null },
    unread: { type: Boolean },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'deliveries' },
);
deliverySchema.index({ recipientId: 1, order: -1 });
deliverySchema.index(
  { recipientId: 1, unread: 1, order: -1 },
  { partialFilterExpression: { unread: { $exists: true } } },
);

export const DeliveryModel = mongoose.model('Delivery', deliverySchema);
