import { DAY_MS } from '@gongzhi/shared/time';
import { ImportModel, type ImportRecord } from './import.model';
import { importsSetup } from './imports-setup';

/** Each import has a file of its own: the same one brought twice is kept twice, and the end of one takes nothing from the other. */
export const storedFile = ({ _id, format }: Pick<ImportRecord, '_id' | 'format'>) => `${_id}.${format}`;

/** Removes the file of an import nobody needs any more. */
export async function dropFile(record: ImportRecord): Promise<void> {
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
