import mongoose from 'mongoose';

/** One document a day: how many cases were numbered on it. Gaps are allowed, repeats are not. */
interface CounterRecord {
  _id: string;
  count: number;
}

export const CounterModel = mongoose.model<CounterRecord>(
  'IssueCounter',
  new mongoose.Schema<CounterRecord>(
    { _id: { type: String, required: true }, count: { type: Number, required: true } },
    { versionKey: false, autoIndex: false, collection: 'issue_counters' },
  ),
);
