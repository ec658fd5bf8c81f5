import { savedFilterContracts } from '@gongzhi/shared/saved-filters/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { saveFilters } from './save-filters';
import { readSavedFilters } from './saved-filters.queries';

export function savedFiltersRoutes(api: Api): void {
  endpoint(api, savedFilterContracts.read, ({ actor }) => readSavedFilters(actor));
  endpoint(api, savedFilterContracts.save, ({ actor, body, now }) => saveFilters(actor, body, now));
}
