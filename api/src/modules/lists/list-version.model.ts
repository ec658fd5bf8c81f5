import type { Kept, ListKind, ManagementRow, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import mongoose, { type Types } from 'mongoose';

export type ListRow = Kept<ResponsibilityRow> | Kept<ManagementRow>;

/** One version of a list, whole: a draft that is worked on, or a published one that never changes again. */
export interface ListVersionRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  kind: ListKind;
  state: 'draft' | 'published';
  /** 1, 2, 3 … within its kind; null while it is a draft. */
  version: number | null;
  effectiveFrom: string | null;
  note: string;
  rows: ListRow[];
  /** Raised by every write to a draft; writes are guarded by it. */
  revision: number;
  basedOn: number | null;
  /** The sheet that was brought in last: the same is not brought in twice. */
  importId?: Types.ObjectId | null;
  /** The kind, while it is a draft: unique, so that there is one draft of a list. */
  draftOf?: ListKind;
  /** `responsibility:3`: unique, so that a number is given once. */
  number?: string;
  publishedAt: Date | null;
  publishedBy: { accountId: Types.ObjectId; name: string } | null;
  createdAt: Date;
  updatedAt: Date;
}

const { Mixed } = mongoose.Schema.Types;

const listVersionSchema = new mongoose.Schema<ListVersionRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    kind: { type: String, required: true },
    state: { type: String, enum: ['draft', 'published'], required: true },
    version: { type: Number, default: null },
    effectiveFrom: { type: String, default: null },
    note: { type: String, default: '' },
    rows: { type: Mixed, required: true },
    revision: { type: Number, required: true },
    basedOn: { type: Number, default: null },
    importId: { type: mongoose.Schema.Types.ObjectId, default: null },
    draftOf: { type: String },
    number: { type: String },
    publishedAt: { type: Date, default: null },
    publishedBy: { type: Mixed, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'list_versions' },
);
const whereThere = (field: string) => ({ partialFilterExpression: { [field]: { $exists: true } } });
listVersionSchema.index({ draftOf: 1 }, { unique: true, ...whereThere('draftOf') });
listVersionSchema.index({ number: 1 }, { unique: true, ...whereThere('number') });
listVersionSchema.index({ 'publishedBy.accountId': 1 });
listVersionSchema.index({ kind: 1, state: 1, effectiveFrom: -1, version: -1 });

export const ListVersionModel = mongoose.model<ListVersionRecord>('ListVersion', listVersionSchema);

/** Cases that found nobody in the list: by version, matter and area. */
export interface FoundGapRecord {
  /** `version|matter|area` */
  _id: string;
  version: number;
  matterCode: string;
  areaId: string;
  /** The cases, each once; a long list is no news any more. */
  issueIds: Types.ObjectId[];
  lastAt: Date;
}

const foundGapSchema = new mongoose.Schema<FoundGapRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    matterCode: { type: String, required: true },
    areaId: { type: String, required: true },
    issueIds: { type: [mongoose.Schema.Types.ObjectId], required: true },
    lastAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'list_gaps' },
);
foundGapSchema.index({ lastAt: -1 });

export const FoundGapModel = mongoose.model<FoundGapRecord>('ListGap', foundGapSchema);
