import { type Geometry, type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
import mongoose, { type Types } from 'mongoose';

/** One place of the district, from the district itself down to a shop or a toilet. WGS-84 throughout. */
export interface PlaceRecord {
  _id: Types.ObjectId;
  schemaVersion: number;
  /** The official code; unique. 12 digits for communities, 15 for grid cells, free for the rest. */
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
  /** Drawn for the demonstration, not surveyed. */
  demo: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const placeSchema = new mongoose.Schema<PlaceRecord>(
  {
    schemaVersion: { type: Number, required: true, default: 1 },
    code: { type: String, required: true },
    kind: { type: String, enum: placeKinds, required: true },
    name: { type: String, required: true },
    initials: { type: String, required: true },
    parentId: { type: mongoose.Schema.Types.ObjectId, default: null },
    geometry: { type: mongoose.Schema.Types.Mixed, required: true },
    centre: { type: [Number], required: true },
    bufferMetres: { type: Number, default: null },
    demo: { type: Boolean, required: true, default: false },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'places' },
);
placeSchema.index({ code: 1 }, { unique: true });

export const PlaceModel = mongoose.model<PlaceRecord>('Place', placeSchema);

/** One document that counts the changes of all places, so that every process sees that its index is old. */
export interface PlaceChangesRecord {
  _id: string;
  count: number;
}

const placeChangesSchema = new mongoose.Schema<PlaceChangesRecord>(
  { _id: { type: String, required: true }, count: { type: Number, required: true } },
  { versionKey: false, autoIndex: false, collection: 'place_changes' },
);

export const PlaceChangesModel = mongoose.model<PlaceChangesRecord>('PlaceChanges', placeChangesSchema);
