import { standardsContracts } from '@gongzhi/shared/standards/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { currentCatalogue } from './standards.queries';

export function standardsRoutes(api: Api): void {
  endpoint(api, standardsContracts.catalogue, async ({ ctx }) => {
    // The apps keep it and ask with its ETag; an hour spares most of them even that.
    ctx.set('Cache-Control', 'public, max-age=60, stale-while-revalidate=3600');
    return currentCatalogue();
  });
}
