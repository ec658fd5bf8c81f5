import { figuresContracts } from '@gongzhi/shared/figures/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { hotCells } from './hot-cells';
import { keptFigures } from './kept-figures';
import { publicFigures } from './public-figures';

export function figuresRoutes(api: Api): void {
  endpoint(api, figuresContracts.public, ({ query, now, ctx }) => {
    // The page is read by many and changes little; its ETag answers who asks again.
    ctx.set('Cache-Control', 'public, max-age=30');
    return keptFigures(`public ${JSON.stringify(query)}`, now, () => publicFigures(query, now));
  });
  endpoint(api, figuresContracts.hotCells, ({ now, ctx }) => {
    ctx.set('Cache-Control', 'public, max-age=30');
    return keptFigures('hot cells', now, () => hotCells(now));
  });
}
