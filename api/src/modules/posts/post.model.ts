import { type OpenWork, type PostRole, postRoles } from '@gongzhi/shared/posts/schema';
import mongoose, { type Types } from 'mongoose';

/** What the public may know of who is in the post. */
export interface PostCard {
  published: boolean;
  intro: string;
  photo: { id: string; width: number; height: number } | null;
  /** Only a number that is meant for the public. */
  publicPhone: string | null;
}

export interface Handover {
  toPostId: Types.ObjectId;
  toAccountId: Types.ObjectId;
  toName: string;
  fromName: string;
  title: string;
  until: Date | null;
  note: string;
  open: OpenWork;
  by: { accountId: Types.ObjectId | null; name: string };
}

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
  /** Of an acting post: the post it stands in for, and whose that is. */
  actingFor: { postId: Types.ObjectId; accountId: Types.ObjectId; name: string } | null;
  /** Of a post handed over: everything its successor is made from, and what was open at that moment. */
  handover: Handover | null;
  takenFrom: { postId: Types.ObjectId; accountId: Types.ObjectId; name: string } | null;
  /** Absent: as the role starts with. */
  card?: PostCard;
  /** Set by the write that ended it, until all that follows has been done. */
  unfinished?: true;
  createdAt: Date;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

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
    actingFor: { type: Mixed, default: null },
    handover: { type: Mixed, default: null },
    takenFrom: { type: Mixed, default: null },
    card: { type: Mixed },
    unfinished: { type: Boolean },
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
postSchema.index({ 'actingFor.postId': 1, endedAt: 1 });
postSchema.index({ unfinished: 1 }, { partialFilterExpression: { unfinished: { $exists: true } } });
postSchema.index({ slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } } });

export const PostModel = mongoose.model<PostRecord>('Post', postSchema);
