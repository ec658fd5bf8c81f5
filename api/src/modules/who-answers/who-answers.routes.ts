import { whoAnswersContracts } from '@gongzhi/shared/who-answers/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { publicCard } from './public-card';
import { whoAnswersAt, whoAnswersFor } from './who-answers';

/** Everybody may ask, and the answer changes seldom. */
const SHORTLY = 'public, max-age=60';

export function whoAnswersRoutes(api: Api): void {
  const c = whoAnswersContracts;
  endpoint(api, c.at, ({ query, now, ctx }) => {
    ctx.set('Cache-Control', SHORTLY);
    return whoAnswersAt([query.lng, query.lat], now);
  });
  endpoint(api, c.place, ({ params, now, ctx }) => {
    ctx.set('Cache-Control', SHORTLY);
    return whoAnswersFor(params.id, now);
  });
  endpoint(api, c.card, ({ params, now, ctx }) => {
    ctx.set('Cache-Control', SHORTLY);
    return publicCard(params.id, now);
  });
}
