import { contract } from '../contract';
import { savedFilters, saveFiltersInput } from './schema';

const tag = '常用筛选';

export const savedFilterContracts = {
  read: contract({
    method: 'GET',
    path: '/saved-filters',
    summary: '我的常用筛选',
    tag,
    access: 'signedIn',
    response: savedFilters,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  save: contract({
    method: 'PUT',
    path: '/saved-filters',
    summary: '换成这一份常用筛选：新增、改名、排序、删除都用它',
    tag,
    access: 'signedIn',
    body: saveFiltersInput,
    response: savedFilters,
    status: 200,
    errors: ['FORBIDDEN', 'CONFLICT'],
  }),
};
