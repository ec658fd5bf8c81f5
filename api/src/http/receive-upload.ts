import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ErrorCode } from '@gongzhi/shared/errors';
import busboy from 'busboy';
import { AppError } from './errors';

/** Room for the form around the file. */
const FORM_BYTES = 64 * 1024;

export interface UploadLimits {
  /** Most bytes of the file. */
  readonly bytes: number;
  readonly tooLarge: ErrorCode;
  /** What is said when the form has no file. */
  readonly missing: string;
}

/**
 * Streams the one file of a form (field `file`) into a temporary folder, hands its path and name to `use`, and removes
 * it afterwards whatever happens.
 */
export async function receiveUpload<T>(
  request: IncomingMessage,
  limits: UploadLimits,
  use: (path: string, fileName: string) => Promise<T>,
): Promise<T> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limits.bytes + FORM_BYTES) {
    // The rest of the body is read and dropped, so that the client gets to hear why.
    request.resume();
    throw new AppError(limits.tooLarge, { detail: `${declared} bytes announced` });
  }
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-upload-'));
  try {
    const path = join(folder, 'upload');
    const fileName = await writeFileField(request, limits, path);
    return await use(path, fileName);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parserFor(request: IncomingMessage, { bytes }: UploadLimits): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      // Names of files are UTF-8 in every browser of today.
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: bytes, fields: 10, fieldSize: 1024, parts: 12 },
    });
  } catch (cause) {
    request.resume();
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', { detail: 'not a multipart form', cause });
  }
}

async function writeFileField(request: IncomingMessage, limits: UploadLimits, path: string): Promise<string> {
  const form = parserFor(request, limits);
  let fileName = '';
  let written: Promise<void> | null = null;
  let tooLarge = false;
  form.on('file', (name, file, { filename }) => {
    if (name !== 'file' || written) {
      file.resume();
      return;
    }
    file.on('limit', () => {
      tooLarge = true;
    });
    fileName = filename ?? '';
    written = pipeline(file, createWriteStream(path));
    // Looked at below; without this a failure before then would count as unhandled.
    written.catch(() => {});
  });
  await pipeline(request, form).catch((cause: unknown) => {
    throw new AppError('BAD_REQUEST', { detail: 'the form broke off', cause });
  });
  if (!written) {
    throw new AppError('VALIDATION_FAILED', { fields: { file: limits.missing } });
  }
  await written;
  if (tooLarge) throw new AppError(limits.tooLarge, { detail: 'more bytes than allowed' });
  return fileName;
}
