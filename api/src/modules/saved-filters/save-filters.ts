import { isDeepStrictEqual } from 'node:util';
import type { SavedFilters, saveFiltersInput } from '@gongzhi/shared/saved-filters/schema';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { SavedFiltersModel, type SavedFiltersRecord } from './saved-filters.model';
import { hasDesk } from './saved-filters.policy';
import { viewSavedFilters } from './saved-filters.view';

/**
 * Replaces somebody's list of filters, if it is still the one theirs was made from. The same list once more, after a
 * reply that was lost, is no conflict.
 */
export async function saveFilters(
  actor: Actor,
  { version, items }: z.output<typeof saveFiltersInput>,
  now: Date,
): Promise<SavedFilters> {
  if (!hasDesk(actor)) throw new AppError('FORBIDDEN', { detail: 'no post' });
  const _id = new mongoose.Types.ObjectId(actor.accountId);
  const next = { version: version + 1, items, updatedAt: now };
  const written =
    version === 0
      ? await insert({ _id, schemaVersion: 1, ...next })
      : await SavedFiltersModel.findOneAndUpdate(
          { _id, version },
          { $set: next },
          { returnDocument: 'after' },
        ).lean<SavedFiltersRecord>();
  if (written) return viewSavedFilters(written);
  const present = viewSavedFilters(await SavedFiltersModel.findById(_id).lean<SavedFiltersRecord>());
  if (present.version === version + 1 && isDeepStrictEqual(present.items, items)) return present;
  throw new AppError('CONFLICT', { detail: `filters are at ${present.version}, not ${version}` });
}

/** null when there is a list already. */
async function insert(record: SavedFiltersRecord): Promise<SavedFiltersRecord | null> {
  try {
    await SavedFiltersModel.create(record);
    return record;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return null;
    throw error;
  }
}
