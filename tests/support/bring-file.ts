import type { ImportTarget } from '@gongzhi/shared/imports/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';

export interface What {
  target: ImportTarget;
  kind?: PlaceKind;
}

/** Uploads a file to be checked, as the first step of the import wizard does. */
export async function bringFile(
  { base }: { base: string },
  as: { token: string } | null,
  bytes: Buffer | string,
  { target, kind }: What,
) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(Buffer.from(bytes))]), '公厕（终稿）.xlsx');
  const search = new URLSearchParams({ target, ...(kind && { kind }) });
  const response = await fetch(`${base}/api/v1/imports?${search}`, {
    method: 'POST',
    headers: as ? { Authorization: `Bearer ${as.token}` } : {},
    body: form,
  });
  return { status: response.status, body: await response.json() };
}
