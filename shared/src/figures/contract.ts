import { contract } from '../contract';
import { figuresQuery, hotCells, publicFigures } from './schema';

const tag = '公开数据';

export const figuresContracts = {
  public: contract({
    method: 'GET',
    path: '/figures/public',
    summary: '公开的办理情况',
    tag,
    access: 'public',
    query: figuresQuery,
    response: publicFigures,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  hotCells: contract({
    method: 'GET',
    path: '/figures/hot-cells',
    summary: '在办案件集中在哪里',
    tag,
    access: 'public',
    response: hotCells,
    status: 200,
    errors: [],
  }),
};
