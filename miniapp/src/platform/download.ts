import { apiAddress } from './address';
import { offline } from './failure';
import { withAccessToken } from './renew-session';
import { failureFrom } from './request';

/** Fetches a file of the API as the person who is signed in, and hands it to the browser to be saved. Web only. */
export function download(path: string): Promise<void> {
  return withAccessToken(async (accessToken) => {
    const answer = await fetch(apiAddress(path), {
      headers: { authorization: `Bearer ${accessToken}` },
    }).catch(() => {
      throw offline();
    });
    if (!answer.ok) throw failureFrom(answer.status, await answer.text());
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = named ? decodeURIComponent(named) : 'download';
    document.body.append(link);
    link.click();
    link.remove();
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}
