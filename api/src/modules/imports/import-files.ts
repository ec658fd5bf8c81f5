import { DAY_MS } from '@gongzhi/shared/time';
import { ImportModel, type ImportRecord } from './import.model';
import { importsSetup } from './imports-setup';

export const storedFile = ({ digest, format }: Pick<ImportRecord, 'digest' | 'format'>) =>
  `${digest}.${format}`;

/** Removes the file of an import nobody needs any more, unless the same file waits in another one. */
export async function dropFile(record: ImportRecord): Promise<void> {
  const { _id, digest, format } = record;
  const waiting = { $in: ['waiting', 'checking', 'checked', 'applying'] as const };
  if (await ImportModel.exists({ _id: { $ne: _id }, digest, format, state: waiting })) return;
  await importsSetup().store.remove(storedFile(record));
}

/**
 * Files that were checked and not brought in within a day are not kept: names and numbers of people stand in them. The
 * file goes first, so that a crash in between leaves nothing behind; the next round says so.
 */
export async function sweepImports(now: Date): Promise<number> {
  const before = new Date(now.getTime() - DAY_MS);
  const left = await ImportModel.find({ state: 'checked', finishedAt: { $lt: before } }).lean<
    ImportRecord[]
  >();
  for (const record of left) {
    await dropFile(record);
    await ImportModel.updateOne(
      { _id: record._id, state: 'checked' },
      { $set: { state: 'failed', why: '检查后一天没有导入，文件已经清除，请重新上传' } },
    );
  }
  return left.length;
}
