import type { ImportError, ImportView } from '@gongzhi/shared/imports/schema';
import { decodeIdCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { csvLines } from '../../platform/csv';
import { ImportModel, ImportPartModel, type ImportPartRecord, type ImportRecord } from './import.model';
import { importView } from './import.view';

export async function loadImport(id: string): Promise<ImportRecord> {
  const record = await ImportModel.findById(id).lean<ImportRecord>();
  if (!record) throw new AppError('NOT_FOUND', { detail: `no import ${id}` });
  return record;
}

export async function presentImport(record: ImportRecord): Promise<ImportView> {
  const first = await ImportPartModel.findOne({
    importId: record._id,
    what: 'errors',
    number: 0,
  }).lean<ImportPartRecord>();
  return importView(record, (first?.items ?? []) as ImportError[]);
}

/** Imports, newest first; without their mistakes. */
export async function listImports({ cursor, limit }: { cursor?: string; limit: number }): Promise<{
  items: ImportView[];
  next: string | null;
}> {
  const records = await ImportModel.find(cursor ? { _id: { $lt: decodeIdCursor(cursor) } } : {})
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<ImportRecord[]>();
  const page = records.slice(0, limit);
  return {
    items: page.map((record) => importView(record, [])),
    next: records.length > limit ? encodeCursor([String(page.at(-1)?._id)]) : null,
  };
}

/** All mistakes as a table. */
export async function errorsAsCsv(id: string): Promise<string> {
  const { _id } = await loadImport(id);
  const parts = await ImportPartModel.find({ importId: _id, what: 'errors' })
    .sort({ number: 1 })
    .lean<ImportPartRecord[]>();
  const errors: ImportError[] = parts.flatMap((part) => part.items as ImportError[]);
  return csvLines([
    ['行', '列', '问题'],
    ...errors.map(({ row, column, message }) => [row, column, message]),
  ]);
}
