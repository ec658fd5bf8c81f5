import type { ImportView } from '@gongzhi/shared/imports/schema';
import { AppError } from '../../http/errors';
import { ImportModel, type ImportRecord } from './import.model';
import { loadImport, presentImport } from './imports.queries';

/**
 * Decides that a checked file is brought in; the worker does it and does not stop half-way. Asked again it answers
 * how far it is.
 */
export async function applyImport(
  id: string,
  { digest }: { digest: string },
  now: Date,
): Promise<ImportView> {
  const record = await loadImport(id);
  if (record.digest !== digest)
    throw new AppError('CONFLICT', { detail: 'another file than the one checked' });
  if (record.state === 'applying' || record.state === 'applied') return presentImport(record);
  const decided = await ImportModel.findOneAndUpdate(
    { _id: record._id, state: 'checked', digest, 'report.errorCount': 0 },
    {
      $set: { state: 'applying', staged: false, due: true, leaseUntil: now, progress: { done: 0, total: 0 } },
    },
    { returnDocument: 'after' },
  ).lean<ImportRecord>();
  if (!decided) throw new AppError('CONFLICT', { detail: `import ${id} is ${record.state}` });
  return presentImport(decided);
}
