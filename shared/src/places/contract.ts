import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit, oneOrMore } from '../fields';
import { importReport } from '../organisations/schema';
import { baseMap, placeDetail, placeImport, placeKinds, placePage, placesAtPoint } from './schema';

const tag = '地点';
export const placeContracts = {
  list: contract({
    method: 'GET',
    path: '/places',
    summary: '按名称、拼音首字母、类型或上级找地点',
    tag,
    access: 'public',
    query: z.object({
      q: z.string().max(40).optional(),
      kind: oneOrMore(placeKinds).optional(),
      parentId: id.optional(),
      cursor: cursor.optional(),
      limit: limit(100, 30),
    }),
    response: placePage,
    status: 200,
    errors: ['TOO_MANY_RESULTS'],
  }),
  at: contract({
    method: 'GET',
    path: '/places/at',
    summary: '一个点属于哪些地点，附近有什么',
    tag,
    access: 'public',
    query: z.object({ lng: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90) }),
    response: placesAtPoint,
    status: 200,
    errors: [],
  }),
  baseMap: contract({
    method: 'GET',
    path: '/places/base-map',
    summary: '本区轮廓底图',
    tag,
    access: 'public',
    response: baseMap,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  read: contract({
    method: 'GET',
    path: '/places/:id',
    summary: '一个地点',
    tag,
    access: 'public',
    params: z.object({ id }),
    response: placeDetail,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  import: contract({
    method: 'POST',
    path: '/places/import',
    summary: '导入地点（GeoJSON，按编码新建或更新）；有一行不对就都不存',
    tag,
    access: 'signedIn',
    body: placeImport,
    maxBytes: 20 * 1024 * 1024,
    response: importReport,
    status: 200,
    errors: ['FORBIDDEN', 'PAYLOAD_TOO_LARGE'],
  }),
};
