import mongoose, { type Types } from 'mongoose';

/** One sign-in on one device. Its access tokens die with it. */
export interface SessionRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  accountId: Types.ObjectId;
  /** Random, part of what the refresh tokens are derived from. */
  nonce: string;
  /** Counts the refreshes: only the token of the present generation is good. */
  generation: number;
  rotatedAt: Date;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  revokedWhy: string | null;
  userAgent: string;
}

const sessionSchema = new mongoose.Schema<SessionRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    accountId: { type: mongoose.Schema.Types.ObjectId, required: true },
    nonce: { type: String, required: true },
    generation: { type: Number, required: true, default: 0 },
    rotatedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
    revokedWhy: { type: String, default: null },
    userAgent: { type: String, default: '' },
  },
  { versionKey: false, autoIndex: false, collection: 'sessions' },
);
sessionSchema.index({ accountId: 1, revokedAt: 1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const SessionModel = mongoose.model<SessionRecord>('Session', sessionSchema);
