import type { SavedFilter } from '@gongzhi/shared/saved-filters/schema';
import mongoose, { type Types } from 'mongoose';

/** The saved filters of one account, in their order: one document, so that name and number are settled by one write. */
export interface SavedFiltersRecord {
  /** The account's id. */
  _id: Types.ObjectId;
  schemaVersion: number;
  version: number;
  items: SavedFilter[];
  updatedAt: Date;
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const savedFiltersSchema = new mongoose.Schema<SavedFiltersRecord>(
  {
    _id: { type: ObjectId, required: true },
    schemaVersion: { type: Number, required: true, default: 1 },
    version: { type: Number, required: true },
    items: { type: Mixed, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, minimize: false, collection: 'saved_filters' },
);

export const SavedFiltersModel = mongoose.model<SavedFiltersRecord>('SavedFilters', savedFiltersSchema);
