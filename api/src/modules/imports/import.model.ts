import {
  type ImportFormat,
  type ImportState,
  type ImportTarget,
  importFormats,
  importStates,
  importTargets,
} from '@gongzhi/shared/imports/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import mongoose, { type Types } from 'mongoose';

/** Somebody who died over an import is given up after this long. */
export const LEASE_MS = 60_000;

/** One file somebody brings in, from the upload to the end. This record decides; the worker does the rest. */
export interface ImportRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  target: ImportTarget;
  kind: PlaceKind | null;
  format: ImportFormat;
  fileName: string;
  digest: string;
  state: ImportState;
  /** Once the steps are written the import is finished whatever happens: they are what will be done. */
  staged: boolean;
  progress: { done: number; total: number };
  report: {
    rows: number;
    created: number;
    updated: number;
    unchanged: number;
    wrongRows: number;
    errorCount: number;
  } | null;
  why: string | null;
  by: { accountId: Types.ObjectId; name: string };
  /** Only there while the worker has something to do: also to clear away after what has ended. */
  due?: true;
  leaseUntil: Date;
  createdAt: Date;
  finishedAt: Date | null;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const importSchema = new mongoose.Schema<ImportRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    target: { type: String, enum: importTargets, required: true },
    kind: { type: String, default: null },
    format: { type: String, enum: importFormats, required: true },
    fileName: { type: String, default: '' },
    digest: { type: String, required: true },
    state: { type: String, enum: importStates, required: true },
    staged: { type: Boolean, required: true, default: false },
    progress: { type: Mixed, required: true },
    report: { type: Mixed, default: null },
    why: { type: String, default: null },
    by: { type: Mixed, required: true },
    due: { type: Boolean },
    leaseUntil: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
  },
  { versionKey: false, autoIndex: false, collection: 'imports' },
);
importSchema.index({ 'by.accountId': 1 });
importSchema.index({ state: 1, finishedAt: 1 });
importSchema.index({ due: 1, leaseUntil: 1 }, { partialFilterExpression: { due: true } });

export const ImportModel = mongoose.model<ImportRecord>('Import', importSchema);

/** Parts of an import by their number: the mistakes that were found, and the steps that will be done. */
export interface ImportPartRecord {
  /** Import, what, number. */
  _id: string;
  importId: Types.ObjectId;
  what: 'errors' | 'steps';
  number: number;
  items: unknown[];
}

const partSchema = new mongoose.Schema<ImportPartRecord>(
  {
    _id: { type: String, required: true },
    importId: { type: ObjectId, required: true },
    what: { type: String, required: true },
    number: { type: Number, required: true },
    items: { type: Mixed, required: true },
  },
  {
    versionKey: false,
    autoIndex: false,
    minimize: false,
    collection: 'import_parts',
  },
);
partSchema.index({ importId: 1, what: 1, number: 1 });

export const ImportPartModel = mongoose.model<ImportPartRecord>('ImportPart', partSchema);
