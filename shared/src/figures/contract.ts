import { contract } from '../contract';
import { figuresQuery, publicFigures } from './schema';

export const figuresContracts = {
  public: contract({
    method: 'GET',
    path: '/figures/public',
    summary: '公开的办理情况',
    tag: '公开数据',
    access: 'public',
    query: figuresQuery,
    response: publicFigures,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
};
