import { placeContracts } from '@gongzhi/shared/places/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { AppError } from '../../http/errors';
import { requireRole } from '../posts/require-role';
import { importPlaces } from './import-places';
import { placeDetailView } from './place.view';
import { placeById } from './place-index';
import { describePoint, drawBaseMap, searchPlaces } from './places.queries';

export function placesRoutes(api: Api): void {
  endpoint(api, placeContracts.list, ({ query }) => searchPlaces(query));
  endpoint(api, placeContracts.at, ({ query }) => describePoint([query.lng, query.lat]));
  // Before `read`: the router takes the first path that fits.
  endpoint(api, placeContracts.baseMap, ({ ctx }) => {
    ctx.set('Cache-Control', 'public, max-age=60, stale-while-revalidate=3600');
    return drawBaseMap();
  });
  endpoint(api, placeContracts.read, ({ params }) => {
    const place = placeById(params.id);
    if (!place) throw new AppError('NOT_FOUND', { detail: `no place ${params.id}` });
    return placeDetailView(place);
  });
  endpoint(api, placeContracts.import, ({ actor, body, now }) => {
    requireRole(actor, 'administrator');
    return importPlaces(body.features, { dryRun: body.dryRun }, now);
  });
}
