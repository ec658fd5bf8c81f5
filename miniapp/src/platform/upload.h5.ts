import { fileContracts } from '@gongzhi/shared/files/contract';
import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import { apiAddress } from './address';
import { withConsent } from './consent';
import { AppFailure, offline, timedOut } from './failure';
import type { LocalPicture } from './local-picture';
import { withAccessToken } from './renew-session';
import { failureFrom } from './request';

const TIMEOUT_MS = 90_000;

function send(
  file: Blob,
  accessToken: string,
  onProgress: (percent: number) => void,
): Promise<UploadedPicture> {
  return new Promise((resolve, reject) => {
    // fetch does not tell how far an upload is.
    const request = new XMLHttpRequest();
    request.open('POST', apiAddress(fileContracts.upload.path));
    request.setRequestHeader('authorization', `Bearer ${accessToken}`);
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(total ? Math.round((loaded / total) * 100) : 0);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as UploadedPicture);
      else reject(failureFrom(request.status, request.responseText));
    };
    request.onerror = () => reject(offline());
    request.ontimeout = () => reject(timedOut());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

/** Sends one picture, as `as` or not at all; `onProgress` gets 0–100. The person retries each picture by itself. */
export function uploadPicture(
  picture: LocalPicture,
  onProgress: (percent: number) => void,
  as?: string,
): Promise<UploadedPicture> {
  return withConsent(() => sendSignedIn(picture, onProgress, as));
}

async function sendSignedIn(
  { file }: LocalPicture,
  onProgress: (percent: number) => void,
  as?: string,
): Promise<UploadedPicture> {
  if (!file) throw new AppFailure('NOT_A_PICTURE', '这个文件不是能打开的图片');
  return withAccessToken((accessToken) => send(file, accessToken, onProgress), as);
}
