import type { SavedFilters } from '@gongzhi/shared/saved-filters/schema';
import type { SavedFiltersRecord } from './saved-filters.model';

export function viewSavedFilters(record: SavedFiltersRecord | null): SavedFilters {
  return {
    version: record?.version ?? 0,
    items: (record?.items ?? []).map(({ name, filters }) => ({ name, filters })),
  };
}
