import mongoose from 'mongoose';
import { type PlaceChangeRecord, PlaceModel, type PlaceRecord } from './place.model';
import { fileLastChange } from './place-history';

/** Who writes: a person, or the program on the command line and for the demonstration. */
export interface Writer {
  accountId: string | null;
  name: string;
}

export function changeBy(
  { accountId, name }: Writer,
  change: Omit<PlaceChangeRecord, 'by' | 'at'>,
  at: Date,
): PlaceChangeRecord {
  return {
    ...change,
    at,
    by: { accountId: accountId ? new mongoose.Types.ObjectId(accountId) : null, name },
  };
}

type Update = { set: Partial<PlaceRecord>; unset?: readonly 'retired'[] };

/** The one guarded write of every change; null when somebody else wrote in between. */
export async function writeChange(
  before: PlaceRecord,
  { set, unset = [] }: Update,
  by: Writer,
  change: Pick<PlaceChangeRecord, 'how' | 'why' | 'changes'>,
  now: Date,
): Promise<PlaceRecord | null> {
  await fileLastChange(before);
  const version = before.version + 1;
  return PlaceModel.findOneAndUpdate(
    { _id: before._id, version: before.version },
    {
      $set: { ...set, version, lastChange: changeBy(by, { ...change, version }, now), updatedAt: now },
      ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
    },
    { returnDocument: 'after' },
  ).lean<PlaceRecord>();
}
