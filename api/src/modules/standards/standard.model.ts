import mongoose from 'mongoose';

/** A version of one kind of standard, whole. Versions stay, so that an old case can always show its rules. */
export interface StandardRecord {
  /** `catalogue:2026.1` */
  _id: string;
  schemaVersion: number;
  kind: 'catalogue' | 'calendar';
  version: string;
  content: unknown;
  importedAt: Date;
}

const standardSchema = new mongoose.Schema<StandardRecord>(
  {
    _id: { type: String, required: true },
    schemaVersion: { type: Number, required: true, default: 1 },
    kind: { type: String, enum: ['catalogue', 'calendar'], required: true },
    version: { type: String, required: true },
    content: { type: mongoose.Schema.Types.Mixed, required: true },
    importedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'standards', minimize: false },
);

export const StandardModel = mongoose.model<StandardRecord>('Standard', standardSchema);

/** Which version is in force, for each kind: one document decides. */
export interface StandardInForceRecord {
  _id: 'catalogue' | 'calendar';
  version: string;
  since: Date;
}

const inForceSchema = new mongoose.Schema<StandardInForceRecord>(
  {
    _id: { type: String, required: true },
    version: { type: String, required: true },
    since: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'standards_in_force' },
);

export const StandardInForceModel = mongoose.model<StandardInForceRecord>('StandardInForce', inForceSchema);
