import mongoose from 'mongoose';

/** Which version of something outside the cases their stored consequences were last worked out from. */
interface UpkeepRecord {
  _id: 'calendar' | 'places' | 'verifiers';
  version: string;
}

export const UpkeepModel = mongoose.model<UpkeepRecord>(
  'IssueUpkeep',
  new mongoose.Schema<UpkeepRecord>(
    { _id: { type: String, required: true }, version: { type: String, required: true } },
    { versionKey: false, autoIndex: false, collection: 'issue_upkeep' },
  ),
);
