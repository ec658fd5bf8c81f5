import { SavedFiltersModel, type SavedFiltersRecord } from './saved-filters.model';

/** What somebody saved at the desk to look at again. */
export async function* copyOfFilters(accountId: string): AsyncGenerator<Record<string, unknown>> {
  const record = await SavedFiltersModel.findById(accountId).lean<SavedFiltersRecord>();
  for (const { name, filters } of record?.items ?? []) yield { 名称: name, 条件: filters };
}
