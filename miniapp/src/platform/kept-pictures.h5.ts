import { createStore, del, get, keys, set } from 'idb-keyval';
import type { LocalPicture } from './local-picture';
import { NotKept } from './not-kept';

/** Bytes and not a Blob: older Safari refuses to store those, or gives back empty ones. */
interface Stored {
  type: string;
  bytes: ArrayBuffer;
}

const store = createStore('gongzhi-pictures', 'pictures');
const PATIENCE_MS = 15_000;

/** Where there is no IndexedDB asking for it throws at once, and Safari has been known never to answer. */
function asked<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('IndexedDB does not answer')), PATIENCE_MS);
    Promise.resolve()
      .then(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(patience));
  });
}

/** Puts a chosen picture by under its key, where it survives the page. Throws `NotKept`. */
export async function keepPicture(picture: LocalPicture): Promise<LocalPicture> {
  const file = picture.file ?? new Blob();
  try {
    const stored: Stored = { type: file.type, bytes: await bytesOf(file) };
    await asked(() => set(picture.key, stored, store));
    return picture;
  } catch (thrown) {
    throw new NotKept((thrown as DOMException)?.name === 'QuotaExceededError' ? 'full' : 'forbidden', thrown);
  }
}

/** `Blob.arrayBuffer` came to iOS with 14. */
function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return new Response(file).arrayBuffer();
}

/** Null when it is not there any more: the browser may have cleared its storage. */
export async function openKept(key: string): Promise<LocalPicture | null> {
  const stored = await asked(() => get<Stored>(key, store)).catch(() => undefined);
  if (!stored) return null;
  const file = new Blob([stored.bytes], { type: stored.type });
  return { key, preview: URL.createObjectURL(file), file };
}

export function dropKept(key: string): Promise<void> {
  return asked(() => del(key, store)).catch(() => undefined);
}

export async function keptKeys(): Promise<string[]> {
  return (await asked(() => keys<string>(store)).catch(() => [])).map(String);
}
