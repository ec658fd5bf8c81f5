import { SavedFiltersModel } from './saved-filters.model';

/** The filters of somebody who has gone. */
export async function forgetFilters(accountId: string): Promise<void> {
  await SavedFiltersModel.deleteOne({ _id: accountId });
}
