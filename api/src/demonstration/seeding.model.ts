import mongoose from 'mongoose';

/** Says what of the demonstration was begun and finished, so that a restart does not bring it in or play it again. */
export interface SeedingRecord {
  _id: 'district' | 'cases';
  startedAt: Date;
  finishedAt: Date | null;
  cases: number;
  /** Which edition of places, units, people and lists was brought in. */
  edition?: string;
}

const seedingSchema = new mongoose.Schema<SeedingRecord>(
  {
    _id: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    cases: { type: Number, default: 0 },
    edition: { type: String },
  },
  { versionKey: false, autoIndex: false, collection: 'demonstration' },
);

export const SeedingModel = mongoose.model<SeedingRecord>('Seeding', seedingSchema);
