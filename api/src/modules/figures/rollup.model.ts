import type { CaseCounts } from '@gongzhi/shared/figures/rules';
import mongoose from 'mongoose';

/** What was counted of the cases reported on one day. */
export interface DayCounts extends CaseCounts {
  reported: number;
  rated: number;
  satisfied: number;
  /** Cases closed on this day, whenever they were reported. */
  closedThatDay: number;
}

/** One group of cases with one unit. */
export interface RollupPart extends DayCounts {
  groupCode: string;
  organisationId: string;
}

/**
 * One day in one area: the sums a page of figures shows, and the parts they are made of. A page reads a document for
 * each day, however many cases there were.
 */
export interface RollupRecord {
  /** `day|area` */
  _id: string;
  day: string;
  areaId: string;
  total: DayCounts;
  groups: { groupCode: string; reported: number; closedThatDay: number }[];
  /** Hours from report to closing of each closed case: a median needs them all. */
  hoursToClose: number[];
  parts: RollupPart[];
  /** The computation that wrote it; what an older one left is removed. */
  run: string;
}

const { Mixed } = mongoose.Schema.Types;
const count = { type: Number, required: true };

const rollupSchema = new mongoose.Schema<RollupRecord>(
  {
    _id: { type: String, required: true },
    day: { type: String, required: true },
    areaId: { type: String, required: true },
    total: { type: Mixed, required: true },
    groups: { type: Mixed, required: true },
    hoursToClose: { type: [Number], required: true },
    parts: { type: Mixed, required: true },
    run: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'figures_rollups' },
);
rollupSchema.index({ areaId: 1, day: 1 });
rollupSchema.index({ day: 1 });

export const RollupModel = mongoose.model<RollupRecord>('FiguresRollup', rollupSchema);

/** A day whose rollups no longer agree with its cases. `marks` counts how often that was said. */
interface DirtyDayRecord {
  _id: string;
  marks: number;
}

export const DirtyDayModel = mongoose.model<DirtyDayRecord>(
  'FiguresDirtyDay',
  new mongoose.Schema<DirtyDayRecord>(
    { _id: { type: String, required: true }, marks: count },
    { versionKey: false, autoIndex: false, collection: 'figures_dirty_days' },
  ),
);

/** Up to when passed due times have been looked at: passing one changes the figures without anybody doing anything. */
interface WatchRecord {
  _id: 'dues';
  until: Date;
}

export const DueWatchModel = mongoose.model<WatchRecord>(
  'FiguresDueWatch',
  new mongoose.Schema<WatchRecord>(
    { _id: { type: String, required: true }, until: { type: Date, required: true } },
    { versionKey: false, autoIndex: false, collection: 'figures_watch' },
  ),
);
