import type { Readable } from 'node:stream';
import { AppError } from '../../http/errors';
import { FileModel } from './file.model';
import { filesSetup } from './files-setup';
import { addressIsGood, type PictureSize } from './signed-address';
import { storedName } from './stored-names';

export interface OpenedPicture {
  type: 'image/jpeg' | 'image/webp';
  size: number;
  etag: string;
  published: boolean;
  stream: () => Readable;
}

/** The bytes behind a signed address. */
export async function openPicture(
  address: { id: string; size: PictureSize; exp: number; sig: string },
  now: Date,
): Promise<OpenedPicture> {
  const { secret, store } = filesSetup();
  if (!addressIsGood(secret, now, address)) throw new AppError('SIGNATURE_EXPIRED');
  const file = await FileModel.findById(address.id, { hash: 1, format: 1, published: 1 }).lean();
  if (!file) throw new AppError('NOT_FOUND', { detail: `no picture ${address.id}` });
  const opened = await store.open(storedName(file, address.size));
  if (!opened) throw new AppError('NOT_FOUND', { detail: `bytes of picture ${address.id} are gone` });
  return {
    type: file.format === 'jpeg' ? 'image/jpeg' : 'image/webp',
    etag: `"${file.hash.slice(0, 32)}-${address.size}"`,
    published: file.published,
    ...opened,
  };
}

export interface OwnPicture {
  id: string;
  width: number;
  height: number;
  point: [number, number] | null;
  takenAt: Date | null;
}

/**
 * The caller's own pictures in the order asked for, marked as touched so that the sweeper leaves them; one that is
 * missing or somebody else's is `PICTURE_NOT_FOUND`.
 */
export async function takeOwnPictures(
  ownerId: string,
  ids: readonly string[],
  now: Date,
): Promise<OwnPicture[]> {
  if (ids.length === 0) return [];
  await FileModel.updateMany({ _id: { $in: ids }, ownerId }, { $set: { touchedAt: now } });
  const fields = { width: 1, height: 1, point: 1, takenAt: 1 };
  const found = await FileModel.find({ _id: { $in: ids }, ownerId }, fields).lean();
  const byId = new Map(found.map((file) => [String(file._id), file]));
  return ids.map((id) => {
    const file = byId.get(id);
    if (!file) throw new AppError('PICTURE_NOT_FOUND', { detail: `${id} of ${ownerId}` });
    return { id, width: file.width, height: file.height, point: file.point, takenAt: file.takenAt };
  });
}
