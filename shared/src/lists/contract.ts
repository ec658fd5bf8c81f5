import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit, pageOf } from '../fields';
import { importReport } from '../organisations/schema';
import {
  foundGap,
  gridRow,
  importRowsInput,
  keptManagementRow,
  keptResponsibilityRow,
  type ListKind,
  listChange,
  listCheck,
  listKindLabels,
  listNames,
  listVersion,
  managementRow,
  publishInput,
  responsibilityRow,
} from './schema';

const tag = '三张清单';
const rowId = z.object({ rowId: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, '行号格式不对') });

/** The same endpoints for each list that is written by hand; only the rows differ. */
function contractsOf<Row extends z.ZodType, KeptRow extends z.ZodType>(
  kind: ListKind,
  row: Row,
  keptRow: KeptRow,
) {
  const base = `/lists/${kind}`;
  const name = listKindLabels[kind];
  const changed = z.object({ row: keptRow, revision: z.number().int() });
  return {
    versions: contract({
      method: 'GET',
      path: `${base}/versions`,
      summary: `${name}的各个版本，新的在前；草稿只给编的人看`,
      tag,
      access: 'optional',
      response: z.object({ items: z.array(listVersion), canEdit: z.boolean() }),
      status: 200,
      errors: [],
    }),
    read: contract({
      method: 'GET',
      path: `${base}/versions/:id`,
      summary: `${name}的一个版本，全部内容`,
      tag,
      access: 'optional',
      params: z.object({ id }),
      response: listVersion.extend({ rows: z.array(keptRow), names: listNames }),
      status: 200,
      errors: ['NOT_FOUND'],
    }),
    compare: contract({
      method: 'GET',
      path: `${base}/compare`,
      summary: '两个版本差在哪里，一行一句话',
      tag,
      access: 'optional',
      query: z.object({ from: id, to: id }),
      response: z.object({ changes: z.array(listChange) }),
      status: 200,
      errors: ['NOT_FOUND'],
    }),
    startDraft: contract({
      method: 'POST',
      path: `${base}/draft`,
      summary: '从最新的版本开始编一份草稿；同时只有一份',
      tag,
      access: 'signedIn',
      response: listVersion,
      status: 201,
      errors: ['FORBIDDEN', 'CONFLICT'],
    }),
    putRow: contract({
      method: 'PUT',
      path: `${base}/draft/rows/:rowId`,
      summary: '新增或修改草稿的一行；rev 是看到的行版本，新行为 0',
      tag,
      access: 'signedIn',
      params: rowId,
      body: z.object({ rev: z.number().int().min(0), row }),
      response: changed,
      status: 200,
      errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
    }),
    removeRow: contract({
      method: 'DELETE',
      path: `${base}/draft/rows/:rowId`,
      summary: '删去草稿的一行',
      tag,
      access: 'signedIn',
      params: rowId,
      query: z.object({ rev: z.coerce.number().int() }),
      response: z.object({ revision: z.number().int() }),
      status: 200,
      errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
    }),
    importRows: contract({
      method: 'POST',
      path: `${base}/draft/import`,
      summary: '把许多行导入草稿；有一行不对就都不存',
      tag,
      access: 'signedIn',
      body: importRowsInput,
      maxBytes: 5 * 1024 * 1024,
      response: importReport,
      status: 200,
      errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
    }),
    check: contract({
      method: 'GET',
      path: `${base}/draft/check`,
      summary: '检查草稿：要改正的、要留意的、没人负责的',
      tag,
      access: 'signedIn',
      response: listCheck,
      status: 200,
      errors: ['FORBIDDEN', 'NOT_FOUND'],
    }),
    publish: contract({
      method: 'POST',
      path: `${base}/draft/publish`,
      summary: '发布草稿，从某一天起生效',
      tag,
      access: 'signedIn',
      body: publishInput,
      response: listVersion,
      status: 200,
      errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'LIST_HAS_ERRORS'],
    }),
    discard: contract({
      method: 'POST',
      path: `${base}/draft/discard`,
      summary: '丢弃草稿',
      tag,
      access: 'signedIn',
      body: z.object({ revision: z.number().int() }),
      status: 204,
      errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
    }),
  };
}

export const responsibilityListContracts = contractsOf(
  'responsibility',
  responsibilityRow,
  keptResponsibilityRow,
);
export const managementListContracts = contractsOf('management', managementRow, keptManagementRow);

export const listContracts = {
  gaps: contract({
    method: 'GET',
    path: '/lists/gaps',
    summary: '有案件找不到责任单位的事项和区域',
    tag,
    access: 'signedIn',
    response: z.object({ items: z.array(foundGap) }),
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  grid: contract({
    method: 'GET',
    path: '/lists/grid',
    summary: '网格清单：每个网格的人和物',
    tag,
    access: 'signedIn',
    query: z.object({ areaId: id.optional(), cursor: cursor.optional(), limit: limit(200, 50) }),
    response: pageOf(gridRow),
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
  exportGrid: contract({
    method: 'GET',
    path: '/lists/grid/export',
    summary: '网格清单，CSV 文件',
    tag,
    access: 'signedIn',
    query: z.object({ areaId: id.optional() }),
    produces: 'text/csv',
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
};
