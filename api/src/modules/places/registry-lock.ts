import { AppError } from '../../http/errors';
import { PlaceChangesModel, type PlaceChangesRecord } from './place.model';

const lockId = 'places';

/** While an import writes, nobody else does: what it found right must stay right until it is through. */
export async function lockRegistry(importId: string): Promise<boolean> {
  await PlaceChangesModel.updateOne({ _id: lockId }, { $setOnInsert: { count: 0 } }, { upsert: true });
  const locked = await PlaceChangesModel.findOneAndUpdate(
    { _id: lockId, $or: [{ importId: null }, { importId }] },
    { $set: { importId } },
  ).lean<PlaceChangesRecord>();
  return locked !== null;
}

export async function unlockRegistry(importId: string): Promise<void> {
  await PlaceChangesModel.updateOne({ _id: lockId, importId }, { $unset: { importId: '' } });
}

export async function requireNoImport(): Promise<void> {
  const lock = await PlaceChangesModel.findById(lockId).lean<PlaceChangesRecord>();
  if (lock?.importId) throw new AppError('IMPORT_RUNNING', { detail: `import ${lock.importId}` });
}
