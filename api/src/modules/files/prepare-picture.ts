import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { LngLat } from '@gongzhi/shared/fields';
import { pictureLimits } from '@gongzhi/shared/files/schema';
import { CHINA_OFFSET_MS } from '@gongzhi/shared/time';
import exifr from 'exifr';
import sharp from 'sharp';
import { AppError } from '../../http/errors';

const FULL_EDGE = 2048;
const THUMB_EDGE = 480;
/** The first bytes of what we take. Anything else, SVG and PDF above all, never reaches the decoder. */
const signatures: [format: string, offset: number, bytes: string][] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF8'],
  ['webp', 8, 'WEBP'],
  ['heif', 4, 'ftypavif'],
];

export interface PreparedPicture {
  full: Buffer;
  thumb: Buffer;
  /** Of the full picture's bytes. */
  hash: string;
  format: 'jpeg' | 'webp';
  width: number;
  height: number;
  point: LngLat | null;
  takenAt: Date | null;
}

async function sniff(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    const found = signatures.find(([, offset, bytes]) => start.startsWith(bytes, offset));
    if (!found) throw new AppError('NOT_A_PICTURE', { detail: 'unknown first bytes' });
    return found[0];
  } finally {
    await handle.close();
  }
}

/** `2026:11:23 09:30:00` as a camera writes it: local time, China's unless it says otherwise. */
function parseExifTime(text: unknown, offset: unknown): Date | null {
  if (typeof text !== 'string') return null;
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text);
  if (!found) return null;
  const [, year, month, day, clock] = found;
  if (typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset)) {
    const exact = new Date(`${year}-${month}-${day}T${clock}${offset}`);
    return Number.isNaN(exact.getTime()) ? null : exact;
  }
  const local = Date.parse(`${year}-${month}-${day}T${clock}Z`);
  return Number.isNaN(local) ? null : new Date(local - CHINA_OFFSET_MS);
}

/** Where and when a picture was taken, as far as it says; broken metadata says nothing. */
export async function readExif(path: string): Promise<{ point: LngLat | null; takenAt: Date | null }> {
  try {
    const tags = await exifr.parse(path, {
      gps: true,
      exif: true,
      reviveValues: false,
      pick: [
        'DateTimeOriginal',
        'OffsetTimeOriginal',
        'GPSLatitude',
        'GPSLongitude',
        'GPSLatitudeRef',
        'GPSLongitudeRef',
      ],
    });
    const { latitude, longitude } = tags ?? {};
    const usable =
      Number.isFinite(latitude) &&
      Number.isFinite(longitude) &&
      Math.abs(latitude) <= 90 &&
      Math.abs(longitude) <= 180 &&
      // Cameras without a fix write 0, 0.
      (latitude !== 0 || longitude !== 0);
    return {
      point: usable ? [longitude, latitude] : null,
      takenAt: parseExifTime(tags?.DateTimeOriginal, tags?.OffsetTimeOriginal),
    };
  } catch {
    return { point: null, takenAt: null };
  }
}

/** Decodes an uploaded file, reads where and when it was taken, and makes it anew without any metadata. */
export async function preparePicture(path: string): Promise<PreparedPicture> {
  const sniffed = await sniff(path);
  const options = { limitInputPixels: pictureLimits.pixels, failOn: 'error' as const, sequentialRead: true };
  const metadata = await sharp(path, { ...options, limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new AppError('NOT_A_PICTURE', { detail: 'header cannot be read', cause });
    });
  const { width = 0, height = 0, pages = 1, pageHeight, hasAlpha, format } = metadata;
  if (format !== sniffed) throw new AppError('NOT_A_PICTURE', { detail: `${sniffed} is really ${format}` });
  if (width * (pageHeight ?? height) * pages > pictureLimits.pixels) {
    throw new AppError('PICTURE_TOO_LARGE', { detail: `${width}×${height}, ${pages} pages` });
  }
  const exif = await readExif(path);
  const encoding = hasAlpha ? 'webp' : 'jpeg';
  try {
    const upright = sharp(path, options).autoOrient();
    const full = await upright
      .clone()
      .resize(FULL_EDGE, FULL_EDGE, { fit: 'inside', withoutEnlargement: true })
      [encoding]({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(full.data)
      .resize(THUMB_EDGE, THUMB_EDGE, { fit: 'inside', withoutEnlargement: true })
      [encoding]({ quality: 75 })
      .toBuffer();
    return {
      full: full.data,
      thumb,
      hash: createHash('sha256').update(full.data).digest('hex'),
      format: encoding,
      width: full.info.width,
      height: full.info.height,
      ...exif,
    };
  } catch (cause) {
    throw new AppError('NOT_A_PICTURE', { detail: 'cannot be decoded', cause });
  }
}
