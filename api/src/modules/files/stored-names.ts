import type { FileRecord } from './file.model';
import type { PictureSize } from './signed-address';

/** The name under which one size of a picture lies in the file store. */
export function storedName(file: Pick<FileRecord, 'hash' | 'format'>, size: PictureSize): string {
  return `${file.hash}.${size}.${file.format === 'jpeg' ? 'jpg' : 'webp'}`;
}

const queues = new Map<string, Promise<unknown>>();

/**
 * Runs what touches the bytes of one content after each other: an upload of a picture somebody else's swept copy
 * shares must not lose its bytes between the two.
 */
export async function oneAtATime<T>(hash: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(hash) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => {});
  queues.set(hash, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(hash) === settled) queues.delete(hash);
  }
}
