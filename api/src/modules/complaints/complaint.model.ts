import {
  type ComplaintReason,
  type ComplaintState,
  complaintReasonCodes,
  complaintStates,
} from '@gongzhi/shared/complaints/reasons';
import mongoose, { type Types } from 'mongoose';

/** What somebody complains of, and what the bureau answers. It goes with its author. */
export interface ComplaintRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  accountId: Types.ObjectId;
  createKey: string;
  createHash: string;
  reason: ComplaintReason;
  words: string;
  issue: { id: Types.ObjectId; number: string } | null;
  state: ComplaintState;
  answer: { words: string; at: Date; accountId: Types.ObjectId } | null;
  /** Set by the answer: its author is still to be told. */
  outboxDue?: Date;
  createdAt: Date;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const complaintSchema = new mongoose.Schema<ComplaintRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    accountId: { type: ObjectId, required: true },
    createKey: { type: String, required: true },
    createHash: { type: String, required: true },
    reason: { type: String, enum: complaintReasonCodes, required: true },
    words: { type: String, required: true },
    issue: { type: Mixed, default: null },
    state: { type: String, enum: complaintStates, required: true },
    answer: { type: Mixed, default: null },
    outboxDue: { type: Date },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'complaints' },
);
complaintSchema.index({ accountId: 1, createKey: 1 }, { unique: true });
complaintSchema.index({ accountId: 1, _id: -1 });
complaintSchema.index({ state: 1, _id: 1 });
complaintSchema.index({ outboxDue: 1 }, { partialFilterExpression: { outboxDue: { $exists: true } } });

export const ComplaintModel = mongoose.model<ComplaintRecord>('Complaint', complaintSchema);
