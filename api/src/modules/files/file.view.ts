import type { Picture, UploadedPicture } from '@gongzhi/shared/files/schema';
import { clock } from '../../platform/clock';
import type { FileRecord } from './file.model';
import { filesSetup } from './files-setup';
import { signAddress } from './signed-address';

/** What a record that shows pictures keeps of each of them. */
export interface PictureReference {
  id: string;
  width: number;
  height: number;
}

export function viewThumb(id: string): string {
  return signAddress(filesSetup().secret, clock.now(), id, 'thumb');
}

export function viewPicture({ id, width, height }: PictureReference): Picture {
  const { secret } = filesSetup();
  const now = clock.now();
  return {
    id,
    thumb: signAddress(secret, now, id, 'thumb'),
    full: signAddress(secret, now, id, 'full'),
    width,
    height,
  };
}

export function viewUpload(file: FileRecord): UploadedPicture {
  return {
    ...viewPicture({ id: String(file._id), width: file.width, height: file.height }),
    point: file.point,
    takenAt: file.takenAt?.toISOString() ?? null,
  };
}
