import { type ImportError, type ImportView, importLimits } from '@gongzhi/shared/imports/schema';
import type { ImportRecord } from './import.model';

export function importView(record: ImportRecord, errors: readonly ImportError[]): ImportView {
  const { report, state, progress } = record;
  return {
    id: String(record._id),
    target: record.target,
    kind: record.kind,
    format: record.format,
    fileName: record.fileName,
    digest: record.digest,
    state,
    progress: { done: progress.done, total: progress.total },
    report: report && {
      rows: report.rows,
      created: report.created,
      updated: report.updated,
      unchanged: report.unchanged,
      wrongRows: report.wrongRows,
      errorCount: report.errorCount,
      errors: errors
        .slice(0, importLimits.shownErrors)
        .map(({ row, column, message }) => ({ row, column, message })),
    },
    why: record.why,
    by: record.by.name,
    createdAt: record.createdAt.toISOString(),
    finishedAt: record.finishedAt?.toISOString() ?? null,
    canApply:
      state === 'checked' &&
      report !== null &&
      report.errorCount === 0 &&
      report.created + report.updated > 0,
  };
}
