import { apiAddress } from './address';
import { withConsent } from './consent';
import { offline, timedOut } from './failure';
import { withAccessToken } from './renew-session';
import { failureFrom } from './request';

const TIMEOUT_MS = 90_000;

/** Sends one file of the web page to an upload of the API, as `as` or not at all; `onProgress` gets 0–100. */
export function sendFile<T>(
  path: string,
  file: Blob,
  onProgress: (percent: number) => void,
  as?: string,
): Promise<T> {
  return withConsent(() =>
    withAccessToken((accessToken) => send<T>(path, file, accessToken, onProgress), as),
  );
}

function send<T>(
  path: string,
  file: Blob,
  accessToken: string,
  onProgress: (percent: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // fetch does not tell how far an upload is.
    const request = new XMLHttpRequest();
    request.open('POST', apiAddress(path));
    request.setRequestHeader('authorization', `Bearer ${accessToken}`);
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(total ? Math.round((loaded / total) * 100) : 0);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as T);
      else reject(failureFrom(request.status, request.responseText));
    };
    request.onerror = () => reject(offline());
    request.ontimeout = () => reject(timedOut());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
