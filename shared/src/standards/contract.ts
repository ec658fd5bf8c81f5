import { contract } from '../contract';
import { catalogueSchema } from './catalogue';

export const standardsContracts = {
  catalogue: contract({
    method: 'GET',
    path: '/standards/catalogue',
    summary: '现行的案件分类、居民分组、立案条件与时限',
    tag: '标准',
    access: 'public',
    response: catalogueSchema,
    status: 200,
    errors: [],
  }),
};
