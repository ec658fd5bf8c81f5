import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pictureLimits } from '@gongzhi/shared/files/schema';
import busboy from 'busboy';
import { AppError } from '../../http/errors';

/** Room for the form around the file. */
const FORM_BYTES = 64 * 1024;

/**
 * Streams the one file of a form (field `file`) into a temporary folder, hands its path to `use`, and removes it
 * afterwards whatever happens.
 */
export async function receiveUpload<T>(
  request: IncomingMessage,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > pictureLimits.bytes + FORM_BYTES) {
    // The rest of the body is read and dropped, so that the client gets to hear why.
    request.resume();
    throw new AppError('PICTURE_TOO_LARGE', { detail: `${declared} bytes announced` });
  }
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-upload-'));
  try {
    const path = join(folder, 'upload');
    await writeFileField(request, path);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parserFor(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      limits: { files: 1, fileSize: pictureLimits.bytes, fields: 10, fieldSize: 1024, parts: 12 },
    });
  } catch (cause) {
    request.resume();
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', { detail: 'not a multipart form', cause });
  }
}

async function writeFileField(request: IncomingMessage, path: string): Promise<void> {
  const form = parserFor(request);
  let written: Promise<void> | null = null;
  let tooLarge = false;
  form.on('file', (name, file) => {
    if (name !== 'file' || written) {
      file.resume();
      return;
    }
    file.on('limit', () => {
      tooLarge = true;
    });
    written = pipeline(file, createWriteStream(path));
    // Looked at below; without this a failure before then would count as unhandled.
    written.catch(() => {});
  });
  await pipeline(request, form).catch((cause: unknown) => {
    throw new AppError('BAD_REQUEST', { detail: 'the form broke off', cause });
  });
  if (!written) {
    throw new AppError('VALIDATION_FAILED', { fields: { file: '请选一张图片' } });
  }
  await written;
  if (tooLarge) throw new AppError('PICTURE_TOO_LARGE', { detail: 'more bytes than allowed' });
}
