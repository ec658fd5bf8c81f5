import mongoose from 'mongoose';

/** Says that the cases of the demonstration were begun and finished, so that a restart does not play them again. */
export interface SeedingRecord {
  _id: 'cases';
  startedAt: Date;
  finishedAt: Date | null;
  cases: number;
}

const seedingSchema = new mongoose.Schema<SeedingRecord>(
  {
    _id: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    cases: { type: Number, default: 0 },
  },
  { versionKey: false, autoIndex: false, collection: 'demonstration' },
);

export const SeedingModel = mongoose.model<SeedingRecord>('Seeding', seedingSchema);
