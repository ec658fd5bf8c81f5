import type { IncomingMessage } from 'node:http';
import { pictureLimits, type UploadedPicture } from '@gongzhi/shared/files/schema';
import type { Actor } from '../../http/actor';
import { receiveUpload, type UploadLimits } from '../../http/receive-upload';
import { clock } from '../../platform/clock';
import { FileModel } from './file.model';
import { viewUpload } from './file.view';
import { filesSetup } from './files-setup';
import { type PreparedPicture, preparePicture } from './prepare-picture';
import { oneAtATime, storedName } from './stored-names';

const limits: UploadLimits = {
  bytes: pictureLimits.bytes,
  tooLarge: 'PICTURE_TOO_LARGE',
  missing: '请选一张图片',
};

/** Decoding is the heaviest thing the server does: this many at once, the rest wait. */
const DECODERS = 2;
let decoding = 0;
const waiting: (() => void)[] = [];

async function decodeInTurn(path: string): Promise<PreparedPicture> {
  if (decoding >= DECODERS) await new Promise<void>((resolve) => waiting.push(resolve));
  else decoding++;
  try {
    return await preparePicture(path);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else decoding--;
  }
}

/** Takes one uploaded picture, makes it anew, stores bytes then record, and gives it to who sent it. */
export async function uploadPicture(actor: Actor, request: IncomingMessage): Promise<UploadedPicture> {
  const picture = await receiveUpload(request, limits, decodeInTurn);
  return storePicture(actor.accountId, picture);
}

/** Stores a prepared picture for its owner; also used where pictures come from elsewhere than an upload. */
export async function storePicture(ownerId: string, picture: PreparedPicture): Promise<UploadedPicture> {
  const { store } = filesSetup();
  const now = clock.now();
  return oneAtATime(picture.hash, async () => {
    // A record is made after its bytes and goes before them: where one is, the bytes are.
    if (!(await FileModel.exists({ hash: picture.hash }))) {
      await store.put(storedName(picture, 'full'), picture.full);
      await store.put(storedName(picture, 'thumb'), picture.thumb);
    }
    const { hash, format, width, height, point, takenAt } = picture;
    const file = await FileModel.create({
      ownerId,
      hash,
      format,
      width,
      height,
      point,
      takenAt,
      touchedAt: now,
      unusedSince: now,
      createdAt: now,
    });
    return viewUpload(file.toObject());
  });
}
