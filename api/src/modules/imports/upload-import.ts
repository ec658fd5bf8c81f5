import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import {
  type ImportFormat,
  type ImportTarget,
  type ImportView,
  importLimits,
} from '@gongzhi/shared/imports/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { receiveUpload } from '../../http/receive-upload';
import { ImportModel, type ImportRecord, LEASE_MS } from './import.model';
import { storedFile } from './import-files';
import { presentImport } from './imports.queries';
import { importsSetup } from './imports-setup';

const limits = { bytes: importLimits.bytes, tooLarge: 'PAYLOAD_TOO_LARGE', missing: '请选一个文件' } as const;

/** Takes a file for the worker to check; nothing of it is stored in the registers. */
export async function uploadImport(
  actor: Actor,
  { target, kind }: { target: ImportTarget; kind?: PlaceKind },
  request: IncomingMessage,
  now: Date,
): Promise<ImportView> {
  return receiveUpload(request, limits, async (path, fileName) => {
    const bytes = await readFile(path);
    const format = formatOf(bytes);
    if (format === 'geojson' && target !== 'places') refuse('file', '这一类只能导入 .xlsx 表格');
    if (format === 'xlsx' && target === 'places' && !kind) refuse('kind', '先选导入哪一类地点');
    const digest = createHash('sha256').update(bytes).digest('hex');
    const record: ImportRecord = {
      _id: new mongoose.Types.ObjectId(),
      schemaVersion: 1,
      target,
      kind: format === 'xlsx' ? (kind ?? null) : null,
      format,
      fileName: fileName.slice(0, 100),
      digest,
      state: 'waiting',
      staged: false,
      progress: { done: 0, total: 0 },
      report: null,
      why: null,
      by: { accountId: new mongoose.Types.ObjectId(actor.accountId), name: actor.name },
      due: true,
      // Nobody looks for the file before it is there, and if this ends here, somebody says that it is not.
      leaseUntil: new Date(now.getTime() + LEASE_MS),
      createdAt: now,
      finishedAt: null,
    };
    await ImportModel.create(record);
    await importsSetup().store.put(storedFile(record), bytes);
    await ImportModel.updateOne({ _id: record._id }, { $set: { leaseUntil: now } });
    return presentImport(record);
  });
}

/** By what the file is, not by what it is called: an archive, or text. */
const formatOf = (bytes: Buffer): ImportFormat =>
  bytes.subarray(0, 2).toString('latin1') === 'PK' ? 'xlsx' : 'geojson';

function refuse(field: string, message: string): never {
  throw new AppError('VALIDATION_FAILED', { fields: { [field]: message } });
}
