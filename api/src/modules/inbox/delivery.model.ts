import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { Audience } from '@gongzhi/shared/issues/sentences';
import type { IssueState } from '@gongzhi/shared/issues/states';
import mongoose, { type Types } from 'mongoose';

/**
 * One event told to one person over one channel. The id is `event:channel:recipient`, so telling it again finds it
 * there. Of the event only facts are kept; the sentence is made when it is read.
 */
export interface DeliveryRecord {
  _id: string;
  schemaVersion: number;
  channel: 'inbox';
  recipientId: Types.ObjectId;
  issueId: Types.ObjectId;
  issueNumber: string;
  /** What this recipient may know the case as. */
  title: string;
  command: IssueCommand;
  state: IssueState;
  audience: Audience;
  facts: {
    organisation: string | null;
    dueAt: Date | null;
    reason: string | null;
    solved: boolean | null;
    score: number | null;
  };
  at: Date;
  /** Sorts the inbox: time of the event, then its place in the case. */
  order: string;
  readAt: Date | null;
  /** Only there while unread: keeps the index of the unread small. */
  unread?: true;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const deliverySchema = new mongoose.Schema<DeliveryRecord>(
  {
    _id: { type: String, required: true },
    schemaVersion: { type: Number, required: true, default: 1 },
    channel: { type: String, required: true },
    recipientId: { type: ObjectId, required: true },
    issueId: { type: ObjectId, required: true },
    issueNumber: { type: String, required: true },
    title: { type: String, default: '' },
    command: { type: String, required: true },
    state: { type: String, required: true },
    audience: { type: String, required: true },
    facts: { type: Mixed, required: true },
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

export const DeliveryModel = mongoose.model<DeliveryRecord>('Delivery', deliverySchema);
