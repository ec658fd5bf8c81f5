import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import { useCallback, useRef, useState } from 'react';
import { assetAddress } from './address';
import { failureOf } from './failure';
import type { LocalPicture } from './local-picture';
import { uploadPicture } from './upload';

export interface Upload {
  key: string;
  preview: string;
  percent: number;
  failed: string | null;
  done: boolean;
  uploaded: UploadedPicture | null;
}

export interface Uploads {
  items: readonly Upload[];
  /** Those the server has, in their order. */
  uploaded: UploadedPicture[];
  waiting: number;
  add: (pictures: readonly LocalPicture[]) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
}

/** Pictures on their way to the server, each by itself: one that fails keeps none of the others back. */
export function useUploads(before: readonly UploadedPicture[] = []): Uploads {
  const [items, setItems] = useState<readonly Upload[]>(() =>
    before.map((uploaded) => ({
      key: uploaded.id,
      preview: assetAddress(uploaded.thumb),
      percent: 100,
      failed: null,
      done: true,
      uploaded,
    })),
  );
  const chosen = useRef(new Map<string, LocalPicture>());

  const change = useCallback((key: string, next: Partial<Upload>) => {
    setItems((old) => old.map((item) => (item.key === key ? { ...item, ...next } : item)));
  }, []);

  const send = useCallback(
    (picture: LocalPicture) => {
      change(picture.key, { percent: 0, failed: null });
      uploadPicture(picture, (percent) => change(picture.key, { percent: Math.min(99, percent) })).then(
        (uploaded) => change(picture.key, { percent: 100, done: true, uploaded }),
        (thrown) => change(picture.key, { failed: failureOf(thrown).message }),
      );
    },
    [change],
  );

  const add = useCallback(
    (pictures: readonly LocalPicture[]) => {
      setItems((old) => [
        ...old,
        ...pictures.map(({ key, preview }) => ({
          key,
          preview,
          percent: 0,
          failed: null,
          done: false,
          uploaded: null,
        })),
      ]);
      for (const picture of pictures) {
        chosen.current.set(picture.key, picture);
        send(picture);
      }
    },
    [send],
  );
  const remove = useCallback((key: string) => setItems((old) => old.filter((item) => item.key !== key)), []);
  const retry = useCallback(
    (key: string) => {
      const picture = chosen.current.get(key);
      if (picture) send(picture);
    },
    [send],
  );

  const uploaded = items.flatMap((item) => (item.uploaded ? [item.uploaded] : []));
  return {
    items,
    uploaded,
    waiting: items.filter(({ done, failed }) => !done && !failed).length,
    add,
    remove,
    retry,
  };
}
