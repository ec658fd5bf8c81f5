import type { ListVersion } from '@gongzhi/shared/lists/schema';
import type { ListVersionRecord } from './list-version.model';

export function viewVersion(record: ListVersionRecord, inForce: number | null): ListVersion {
  return {
    id: String(record._id),
    kind: record.kind,
    state: record.state,
    version: record.version,
    effectiveFrom: record.effectiveFrom,
    inForce: record.state === 'published' && record.version === inForce,
    note: record.note,
    rowCount: record.rows.length,
    revision: record.revision,
    basedOn: record.basedOn,
    publishedAt: record.publishedAt?.toISOString() ?? null,
    publishedBy: record.publishedBy?.name ?? null,
    updatedAt: record.updatedAt.toISOString(),
  };
}
