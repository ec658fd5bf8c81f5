import { type PostRole, postRoles } from '@gongzhi/shared/posts/schema';
import mongoose, { type Types } from 'mongoose';

/** A role somebody holds over a scope for a time. Posts are ended, never changed or deleted: they are the history. */
export interface PostRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  accountId: Types.ObjectId;
  role: PostRole;
  scopeKind: 'place' | 'organisation';
  scopeId: Types.ObjectId;
  title: string;
  from: Date;
  until: Date | null;
  endedAt: Date | null;
  endedWhy: string | null;
  endedBy: Types.ObjectId | null;
  appointedBy: { accountId: Types.ObjectId | null; name: string };
  /** Account, role and scope in one: unique while the post lasts, so that two cannot be made at the same moment. */
  slot?: string;
  createdAt: Date;
}

const { ObjectId } = mongoose.Schema.Types;

const postSchema = new mongoose.Schema<PostRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    accountId: { type: ObjectId, required: true },
    role: { type: String, enum: postRoles, required: true },
    scopeKind: { type: String, enum: ['place', 'organisation'], required: true },
    scopeId: { type: ObjectId, required: true },
    title: { type: String, required: true },
    from: { type: Date, required: true },
    until: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    endedWhy: { type: String, default: null },
    endedBy: { type: ObjectId, default: null },
    appointedBy: {
      type: new mongoose.Schema(
        { accountId: { type: ObjectId, default: null }, name: { type: String, required: true } },
        { _id: false },
      ),
      required: true,
    },
    slot: { type: String },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'posts' },
);
postSchema.index({ accountId: 1, endedAt: 1 });
postSchema.index({ role: 1, scopeId: 1, endedAt: 1 });
// For the lists, newest first.
postSchema.index({ accountId: 1, _id: -1 });
postSchema.index({ scopeId: 1, _id: -1 });
postSchema.index({ role: 1, _id: -1 });
postSchema.index({ slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } } });

export const PostModel = mongoose.model<PostRecord>('Post', postSchema);
