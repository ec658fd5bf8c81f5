import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOUR_MS } from '@gongzhi/shared/time';

export type PictureSize = 'thumb' | 'full';

/**
 * An address is good for one to two of these. Its end is rounded to whole windows, so that the same picture keeps
 * the same address for a while and a browser can cache it.
 */
const WINDOW_MS = 6 * HOUR_MS;

function signature(secret: string, id: string, size: PictureSize, exp: number): Buffer {
  return createHmac('sha256', secret).update(`picture\n${id}\n${size}\n${exp}`).digest();
}

/** Signatures of this window: lists show the same pictures again and again. */
const signed = new Map<string, string>();
const MOST_SIGNED = 20_000;

/** An address of a picture that needs no token: an `<img>` sends none. */
export function signAddress(secret: string, now: Date, id: string, size: PictureSize): string {
  const exp = ((Math.floor(now.getTime() / WINDOW_MS) + 2) * WINDOW_MS) / 1000;
  const address = `/api/v1/files/${id}?size=${size}&exp=${exp}`;
  const key = `${secret} ${address}`;
  let sig = signed.get(key);
  if (!sig) {
    if (signed.size >= MOST_SIGNED) signed.clear();
    sig = signature(secret, id, size, exp).toString('base64url');
    signed.set(key, sig);
  }
  return `${address}&sig=${sig}`;
}

export function addressIsGood(
  secret: string,
  now: Date,
  address: { id: string; size: PictureSize; exp: number; sig: string },
): boolean {
  const expected = signature(secret, address.id, address.size, address.exp);
  const given = Buffer.from(address.sig, 'base64url');
  return (
    given.length === expected.length && timingSafeEqual(given, expected) && address.exp * 1000 > now.getTime()
  );
}
