import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit } from '../fields';
import { placeKind } from '../places/schema';
import { importPage, importTarget, importView } from './schema';

const tag = '批量导入';
const byId = z.object({ id });
/** Which template: of places one for each kind. */
const whichSheet = z.object({ target: importTarget, kind: placeKind.optional() });

export const importContracts = {
  upload: contract({
    method: 'POST',
    path: '/imports',
    summary: '上传要导入的 .xlsx 或 GeoJSON（表单字段 file）；先检查，什么都不存',
    tag,
    access: 'signedIn',
    accepts: 'multipart',
    rate: 'upload',
    query: whichSheet,
    response: importView,
    status: 201,
    errors: ['FORBIDDEN', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST', 'RATE_LIMITED'],
  }),
  list: contract({
    method: 'GET',
    path: '/imports',
    summary: '导入记录，新的在前',
    tag,
    access: 'signedIn',
    query: z.object({ cursor: cursor.optional(), limit: limit(50, 20) }),
    response: importPage,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  template: contract({
    method: 'GET',
    path: '/imports/template',
    summary: '下载填写用的 .xlsx 模板，带填写说明和示例',
    tag,
    access: 'signedIn',
    query: whichSheet,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  export: contract({
    method: 'GET',
    path: '/imports/export',
    summary: '把单位、人员、岗位或责任清单导出为 .xlsx，改过后可再导入；地点在地点列表里导出',
    tag,
    access: 'signedIn',
    query: z.object({ target: importTarget.exclude(['places']) }),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  read: contract({
    method: 'GET',
    path: '/imports/:id',
    summary: '一次导入的进度和检查结果',
    tag,
    access: 'signedIn',
    params: byId,
    response: importView,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
  errors: contract({
    method: 'GET',
    path: '/imports/:id/errors',
    summary: '下载全部问题（CSV）',
    tag,
    access: 'signedIn',
    params: byId,
    produces: 'text/csv',
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
  apply: contract({
    method: 'POST',
    path: '/imports/:id/apply',
    summary: '检查没有问题后正式导入；按文件的校验值，导入的就是检查过的那一份',
    tag,
    access: 'signedIn',
    params: byId,
    body: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/, '文件校验值不对') }),
    response: importView,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'IMPORT_RUNNING'],
  }),
};
