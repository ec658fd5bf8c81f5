import type { FieldValues } from '@gongzhi/shared/places/fields';
import {
  type Geometry,
  type PlaceHistoryEntry,
  type PlaceKind,
  placeKinds,
} from '@gongzhi/shared/places/schema';
import mongoose, { type Types } from 'mongoose';

/** What one write changed, as the record carries it until the next write files it away. */
export interface PlaceChangeRecord {
  version: number;
  at: Date;
  by: { accountId: Types.ObjectId | null; name: string };
  how: PlaceHistoryEntry['how'];
  why: string;
  changes: { field: string; before: string; after: string }[];
}

/** One place of the district, from the district itself down to a shop or a manhole cover. WGS-84 throughout. */
export interface PlaceRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  /** The official code; unique. 12 digits for communities, 15 for grid cells, 17 for components, free for the rest. */
  code: string;
  kind: PlaceKind;
  name: string;
  /** Pinyin initials of the name, lower case: 「东门社区」 → `dmsq`. */
  initials: string;
  parentId: Types.ObjectId | null;
  geometry: Geometry;
  /** A point that lies on the place and stands for it. */
  centre: [number, number];
  /** Of lines: how far from the middle still belongs to it. */
  bufferMetres: number | null;
  /** Own fields, by the table of the kind. */
  fields: FieldValues;
  pictures: { id: string; width: number; height: number }[];
  /** Of objects: all areas it stands in. Rights and lists by area are one equality on it. */
  placeIds: Types.ObjectId[];
  /** Of objects: the H3 cells of the centre. */
  cellFine: string | null;
  cellCoarse: string | null;
  /** Of objects: what they are found by. */
  tokens: string[];
  /**
   * Only there once it is out of use. Nothing is deleted: cases and history go on pointing to it. Without a
   * retirement it is new in an import that is still writing (`incoming-places.ts`).
   */
  retired?: true;
  retirement: { at: Date; why: string } | null;
  /** Drawn for the demonstration, not surveyed. */
  demo: boolean;
  /** Grows with every change of what people enter; what the program works out again leaves it. */
  version: number;
  lastChange: PlaceChangeRecord | null;
  /** The import that wrote it last, so that one that was broken off knows what it has done. */
  importId: Types.ObjectId | null;
  /** Account and key of who made it: the same request again makes no second one. */
  createKey?: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Which objects have a word, by their codes. */
export const wordIndex = { tokens: 1, code: 1 } as const;

const { ObjectId, Mixed } = mongoose.Schema.Types;

const placeSchema = new mongoose.Schema<PlaceRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    code: { type: String, required: true },
    kind: { type: String, enum: placeKinds, required: true },
    name: { type: String, required: true },
    initials: { type: String, required: true },
    parentId: { type: ObjectId, default: null },
    geometry: { type: Mixed, required: true },
    centre: { type: [Number], required: true },
    bufferMetres: { type: Number, default: null },
    fields: { type: Mixed, default: {} },
    pictures: { type: Mixed, default: [] },
    placeIds: { type: [ObjectId], default: [] },
    cellFine: { type: String, default: null },
    cellCoarse: { type: String, default: null },
    tokens: { type: [String], default: [] },
    retired: { type: Boolean },
    retirement: { type: Mixed, default: null },
    demo: { type: Boolean, required: true, default: false },
    version: { type: Number, required: true, default: 0 },
    lastChange: { type: Mixed, default: null },
    importId: { type: ObjectId, default: null },
    createKey: { type: String },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'places' },
);
placeSchema.index({ code: 1 }, { unique: true });
placeSchema.index({ kind: 1, code: 1 });
placeSchema.index({ placeIds: 1, kind: 1, code: 1 });
placeSchema.index({ parentId: 1, kind: 1, code: 1 });
placeSchema.index(wordIndex);
placeSchema.index({ cellFine: 1, kind: 1 });
placeSchema.index({ cellCoarse: 1, kind: 1 });
placeSchema.index({ retired: 1, code: 1 }, { partialFilterExpression: { retired: true } });
placeSchema.index(
  { createKey: 1 },
  { unique: true, partialFilterExpression: { createKey: { $exists: true } } },
);

// Who made the last change: to take the name off when they have gone.
placeSchema.index({ 'lastChange.by.accountId': 1 });

export const PlaceModel = mongoose.model<PlaceRecord>('Place', placeSchema);

/** A change that a later one has followed: `_id` is place and version, so that filing it twice makes one entry. */
export interface PlaceHistoryRecord extends PlaceChangeRecord {
  _id: string;
  placeId: Types.ObjectId;
}

const placeHistorySchema = new mongoose.Schema<PlaceHistoryRecord>(
  {
    _id: { type: String, required: true },
    placeId: { type: ObjectId, required: true },
    version: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: Mixed, required: true },
    how: { type: String, required: true },
    why: { type: String, default: '' },
    changes: { type: Mixed, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'place_history' },
);
placeHistorySchema.index({ 'by.accountId': 1 });
placeHistorySchema.index({ placeId: 1, version: -1 });

export const PlaceHistoryModel = mongoose.model<PlaceHistoryRecord>('PlaceHistory', placeHistorySchema);

/** Counts the changes of all areas, so that every process sees that its index is old. */
export interface PlaceChangesRecord {
  _id: string;
  count: number;
  /** The import that is writing at the moment. */
  importId?: string;
  /** Of the entry for objects: the shapes of the areas they were last put into. */
  shapes?: string;
}

const placeChangesSchema = new mongoose.Schema<PlaceChangesRecord>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    importId: { type: String },
    shapes: { type: String },
  },
  { versionKey: false, autoIndex: false, collection: 'place_changes' },
);

export const PlaceChangesModel = mongoose.model<PlaceChangesRecord>('PlaceChanges', placeChangesSchema);
