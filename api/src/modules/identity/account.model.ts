import type { accountKinds } from '@gongzhi/shared/identity/schema';
import mongoose, { type Types } from 'mongoose';

export type AccountKind = (typeof accountKinds)[number];

/** Who had an account erased: its owner, or an operator at the command line who was asked to. */
export type ErasedBy = 'owner' | 'operator';

/** A person. What the person may do is in the posts, never here. */
export interface AccountRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  kind: AccountKind;
  name: string;
  openid?: string;
  unionid?: string;
  loginName?: string;
  passwordHash?: string;
  /** SHA-256 of the one-time link's token, while there is one. */
  linkHash?: string;
  linkExpiresAt?: Date;
  /** Shown to be found for a post: HMAC-SHA-256 of its digits, and how long it counts. */
  appointmentCode?: { hash: string; until: Date };
  /** AES-256-GCM under a key derived from SECRET_KEY; see platform/field-encryption. */
  phone?: string;
  /** Of a person of the demonstration: what the sign-in list says, and its place there; null is not in the list. */
  demo?: { key: string; order: number | null; role: string; about: string };
  /** Each version of the privacy text the person agreed to, and when. */
  consents?: { version: number; at: Date }[];
  /**
   * The person has gone: nothing here says any more who it was. While `due` is there the worker still takes the
   * account out of what other records say.
   */
  erased?: { at: Date; by: ErasedBy; due?: Date; finishedAt?: Date };
  disabledAt: Date | null;
  disabledWhy?: string;
  /** Set by the write that disabled it, until its sign-ins and posts have ended. */
  leaving?: true;
  createdAt: Date;
  updatedAt: Date;
}

const accountSchema = new mongoose.Schema<AccountRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    kind: { type: String, enum: ['wechat', 'desk', 'demo'], required: true },
    name: { type: String, required: true },
    openid: { type: String },
    unionid: { type: String },
    loginName: { type: String },
    passwordHash: { type: String },
    linkHash: { type: String },
    linkExpiresAt: { type: Date },
    appointmentCode: { type: mongoose.Schema.Types.Mixed },
    phone: { type: String },
    demo: {
      type: new mongoose.Schema(
        {
          key: { type: String, required: true },
          order: { type: Number, default: null },
          role: { type: String, required: true },
          about: { type: String, required: true },
        },
        { _id: false },
      ),
      default: undefined,
    },
    consents: {
      type: [{ version: { type: Number, required: true }, at: { type: Date, required: true }, _id: false }],
      default: undefined,
    },
    erased: { type: mongoose.Schema.Types.Mixed },
    disabledAt: { type: Date, default: null },
    disabledWhy: { type: String },
    leaving: { type: Boolean },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'accounts' },
);
const whereThere = (field: string) => ({ partialFilterExpression: { [field]: { $exists: true } } });
accountSchema.index({ openid: 1 }, { unique: true, ...whereThere('openid') });
accountSchema.index({ loginName: 1 }, { unique: true, ...whereThere('loginName') });
accountSchema.index({ linkHash: 1 }, { unique: true, ...whereThere('linkHash') });
accountSchema.index({ 'appointmentCode.hash': 1 }, { unique: true, ...whereThere('appointmentCode.hash') });
accountSchema.index({ 'demo.key': 1 }, { unique: true, ...whereThere('demo.key') });
accountSchema.index({ leaving: 1 }, whereThere('leaving'));
accountSchema.index({ 'erased.due': 1 }, whereThere('erased.due'));
accountSchema.index({ kind: 1, _id: 1 });

export const AccountModel = mongoose.model<AccountRecord>('Account', accountSchema);
