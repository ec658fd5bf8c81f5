import type { SavedFilters } from '@gongzhi/shared/saved-filters/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { SavedFiltersModel, type SavedFiltersRecord } from './saved-filters.model';
import { hasDesk } from './saved-filters.policy';
import { viewSavedFilters } from './saved-filters.view';

/** Somebody's own filters; nobody reads another's. */
export async function readSavedFilters(actor: Actor): Promise<SavedFilters> {
  if (!hasDesk(actor)) throw new AppError('FORBIDDEN', { detail: 'no post' });
  return viewSavedFilters(await SavedFiltersModel.findById(actor.accountId).lean<SavedFiltersRecord>());
}
