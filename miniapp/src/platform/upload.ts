import { fileContracts } from '@gongzhi/shared/files/contract';
import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import Taro from '@tarojs/taro';
import { apiAddress } from './address';
import { withConsent } from './consent';
import { offline, timedOut } from './failure';
import type { LocalPicture } from './local-picture';
import { withAccessToken } from './renew-session';
import { failureFrom } from './request';

const TIMEOUT_MS = 90_000;

/** Sends one picture, as `as` or not at all; `onProgress` gets 0–100. The person retries each picture by itself. */
export function uploadPicture(
  { preview }: LocalPicture,
  onProgress: (percent: number) => void,
  as?: string,
): Promise<UploadedPicture> {
  return withConsent(() => withAccessToken((accessToken) => send(preview, accessToken, onProgress), as));
}

async function send(
  filePath: string,
  accessToken: string,
  onProgress: (percent: number) => void,
): Promise<UploadedPicture> {
  const task = Taro.uploadFile({
    url: apiAddress(fileContracts.upload.path),
    filePath,
    name: 'file',
    header: { authorization: `Bearer ${accessToken}` },
    timeout: TIMEOUT_MS,
  });
  task.progress(({ progress }) => onProgress(progress));
  const { statusCode, data } = await task.catch((why: { errMsg?: string }) => {
    throw /timeout/i.test(why?.errMsg ?? '') ? timedOut() : offline();
  });
  if (statusCode !== 201) throw failureFrom(statusCode, data);
  return JSON.parse(data) as UploadedPicture;
}
