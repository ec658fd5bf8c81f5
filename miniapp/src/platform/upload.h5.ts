import { fileContracts } from '@gongzhi/shared/files/contract';
import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import { AppFailure } from './failure';
import type { LocalPicture } from './local-picture';
import { sendFile } from './send-file';

/** Sends one picture, as `as` or not at all; `onProgress` gets 0–100. The person retries each picture by itself. */
export async function uploadPicture(
  { file }: LocalPicture,
  onProgress: (percent: number) => void,
  as?: string,
): Promise<UploadedPicture> {
  if (!file) throw new AppFailure('NOT_A_PICTURE', '这个文件不是能打开的图片');
  return sendFile<UploadedPicture>(fileContracts.upload.path, file, onProgress, as);
}
