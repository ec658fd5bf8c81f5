import mongoose, { type Types } from 'mongoose';

/** One uploaded picture. Its bytes lie in the file store under names made of `hash`; equal pictures share them. */
export interface FileRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  /** The account that uploaded it; only it may put the picture into a report. Nobody once the account was erased. */
  ownerId: Types.ObjectId;
  hash: string;
  format: 'jpeg' | 'webp';
  width: number;
  height: number;
  /** Read from the picture before its metadata was removed: WGS-84 `[lng, lat]`. */
  point: [number, number] | null;
  takenAt: Date | null;
  /** When a case last took it up; the sweeper spares what was touched within a day. */
  touchedAt: Date;
  /** Only there while nothing uses the picture, so that the sweeper's index holds nothing else. */
  unusedSince?: Date;
  /** Whether anybody may see it (the desk published it); decides about caching. */
  published: boolean;
  createdAt: Date;
}

const fileSchema = new mongoose.Schema<FileRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    ownerId: { type: mongoose.Schema.Types.ObjectId, required: true },
    hash: { type: String, required: true },
    format: { type: String, enum: ['jpeg', 'webp'], required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    point: { type: [Number], default: null },
    takenAt: { type: Date, default: null },
    touchedAt: { type: Date, required: true },
    unusedSince: { type: Date },
    published: { type: Boolean, required: true, default: false },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'files' },
);
fileSchema.index({ hash: 1 });
fileSchema.index({ ownerId: 1, _id: -1 });
fileSchema.index({ unusedSince: 1 }, { partialFilterExpression: { unusedSince: { $exists: true } } });

export const FileModel = mongoose.model<FileRecord>('File', fileSchema);
