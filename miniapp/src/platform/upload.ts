import { fileContracts } from '@gongzhi/shared/files/contract';
import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import Taro from '@tarojs/taro';
import { apiAddress } from './address';
import { offline } from './failure';
import type { LocalPicture } from './local-picture';
import { failureFrom } from './request';
import { tokens } from './session';

/** Sends one picture; `onProgress` gets 0–100. The person retries each picture by itself. */
export function uploadPicture(
  picture: LocalPicture,
  onProgress: (percent: number) => void,
): Promise<UploadedPicture> {
  return new Promise((resolve, reject) => {
    const task = Taro.uploadFile({
      url: apiAddress(fileContracts.upload.path),
      filePath: picture.preview,
      name: 'file',
      header: { authorization: `Bearer ${tokens()?.accessToken ?? ''}` },
      success: ({ statusCode, data }) => {
        if (statusCode === 201) resolve(JSON.parse(data) as UploadedPicture);
        else reject(failureFrom(statusCode, data));
      },
      fail: () => reject(offline()),
    });
    task.progress(({ progress }) => onProgress(progress));
  });
}
