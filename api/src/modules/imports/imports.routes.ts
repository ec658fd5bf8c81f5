import { importContracts } from '@gongzhi/shared/imports/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { sendDownload } from '../../http/send-download';
import { workbookType } from '../../platform/xlsx/write-workbook';
import { requireRole } from '../posts/require-role';
import { applyImport } from './apply-import';
import { errorsAsCsv, listImports, loadImport, presentImport } from './imports.queries';
import { exportOf, templateFor } from './sheets';
import { uploadImport } from './upload-import';

export function importsRoutes(api: Api): void {
  endpoint(api, importContracts.upload, ({ actor, query, ctx, now }) => {
    requireRole(actor, 'administrator');
    return uploadImport(actor, query, ctx.req, now);
  });
  endpoint(api, importContracts.list, ({ actor, query }) => {
    requireRole(actor, 'administrator');
    return listImports(query);
  });
  // Before `read`: the router takes the first path that fits.
  endpoint(api, importContracts.template, ({ actor, query, ctx }) => {
    requireRole(actor, 'administrator');
    const { name, bytes } = templateFor(query.target, query.kind);
    sendDownload(ctx, name, workbookType, bytes);
  });
  endpoint(api, importContracts.export, ({ actor, query, ctx }) => {
    requireRole(actor, 'administrator');
    const { name, bytes } = exportOf(query.target);
    sendDownload(ctx, name, workbookType, bytes);
  });
  endpoint(api, importContracts.read, async ({ actor, params }) => {
    requireRole(actor, 'administrator');
    return presentImport(await loadImport(params.id));
  });
  endpoint(api, importContracts.errors, async ({ actor, params, ctx }) => {
    requireRole(actor, 'administrator');
    sendDownload(ctx, '导入问题.csv', 'text/csv; charset=utf-8', await errorsAsCsv(params.id));
  });
  endpoint(api, importContracts.apply, ({ actor, params, body, now }) => {
    requireRole(actor, 'administrator');
    return applyImport(params.id, body, now);
  });
}
