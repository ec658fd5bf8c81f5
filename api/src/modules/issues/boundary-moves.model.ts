import type { BoundaryMoves } from '@gongzhi/shared/issues/boundary-moves';
import mongoose, { type Types } from 'mongoose';

/** That a change of boundaries takes one open case out of some areas and into others. */
export interface CaseMoveRecord {
  /** Version of the areas and case: noting it twice makes one note. */
  _id: string;
  version: number;
  issueId: Types.ObjectId;
  from: string[];
  to: string[];
}

const { ObjectId, Mixed } = mongoose.Schema.Types;

const caseMoveSchema = new mongoose.Schema<CaseMoveRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    issueId: { type: ObjectId, required: true },
    from: { type: [String], required: true },
    to: { type: [String], required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'case_moves' },
);
caseMoveSchema.index({ version: 1, _id: 1 });

export const CaseMoveModel = mongoose.model<CaseMoveRecord>('CaseMove', caseMoveSchema);

/** What one change of boundaries moved, in sum. */
export interface BoundaryReportRecord {
  /** Version of the areas. */
  _id: number;
  at: Date;
  cases: number;
  moves: BoundaryMoves['moves'];
}

const boundaryReportSchema = new mongoose.Schema<BoundaryReportRecord>(
  {
    _id: { type: Number, required: true },
    at: { type: Date, required: true },
    cases: { type: Number, required: true },
    moves: { type: Mixed, required: true },
  },
  { versionKey: false, autoIndex: false, collection: 'boundary_reports' },
);

export const BoundaryReportModel = mongoose.model<BoundaryReportRecord>(
  'BoundaryReport',
  boundaryReportSchema,
);
