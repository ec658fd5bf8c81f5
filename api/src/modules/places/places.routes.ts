import { placeContracts } from '@gongzhi/shared/places/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { AppError } from '../../http/errors';
import { sendDownload } from '../../http/send-download';
import { changePlace } from './change-place';
import { createPlace } from './create-place';
import { exportPlaces } from './export-places';
import { nearPlaces } from './near-places';
import { countPlacesIn } from './place-counts';
import { readHistory } from './place-history';
import { describePoint, drawBaseMap, searchPlaces } from './places.queries';
import { readPlace } from './read-place';
import { retirePlace, revivePlace } from './retire-place';
import { tilingOf } from './tiling.queries';

export function placesRoutes(api: Api): void {
  endpoint(api, placeContracts.list, ({ query }) => searchPlaces(query));
  endpoint(api, placeContracts.at, ({ query }) => describePoint([query.lng, query.lat]));
  // Before `read`: the router takes the first path that fits.
  for (const [contract, format] of [
    [placeContracts.exportSheet, 'xlsx'],
    [placeContracts.exportGeoJson, 'geojson'],
  ] as const) {
    endpoint(api, contract, ({ actor, query, ctx }) => {
      const { name, type, content } = exportPlaces(actor, { ...query, format, limit: 0 });
      sendDownload(ctx, name, type, content);
    });
  }
  endpoint(api, placeContracts.near, ({ actor, query, now }) => nearPlaces(actor, query, now));
  endpoint(api, placeContracts.baseMap, ({ ctx }) => {
    ctx.set('Cache-Control', 'public, max-age=60, stale-while-revalidate=3600');
    return drawBaseMap();
  });
  endpoint(api, placeContracts.read, ({ actor, params }) => readPlace(actor, params.id));
  endpoint(api, placeContracts.counts, ({ params }) => countPlacesIn(params.id));
  endpoint(api, placeContracts.tiling, ({ actor, params, query }) => tilingOf(actor, params.id, query.kind));
  endpoint(api, placeContracts.history, ({ actor, params, query }) => {
    if (actor.posts.length === 0) throw new AppError('FORBIDDEN');
    return readHistory(params.id, query);
  });
  endpoint(api, placeContracts.create, ({ actor, body, now }) => createPlace(actor, body, now));
  endpoint(api, placeContracts.change, ({ actor, params, body, now }) =>
    changePlace(actor, params.id, body, now),
  );
  endpoint(api, placeContracts.retire, ({ actor, params, body, now }) =>
    retirePlace(actor, params.id, body, now),
  );
  endpoint(api, placeContracts.revive, ({ actor, params, body, now }) =>
    revivePlace(actor, params.id, body, now),
  );
}
