import { useEffect, useRef } from 'react';
import type { PictureOnItsWay } from '../../components/picture-uploader';
import { failureOf } from '../../platform/failure';
import type { LocalPicture } from '../../platform/local-picture';
import { createStore, type Store, useStore } from '../../platform/store';
import { uploadPicture } from '../../platform/upload';

interface Upload extends PictureOnItsWay {
  local: LocalPicture;
  id: string | null;
}

/** Pictures chosen for a form, by the form's name: they go on uploading while another case is looked at. */
const shelves = new Map<string, Store<readonly Upload[]>>();

function shelfOf(name: string): Store<readonly Upload[]> {
  let shelf = shelves.get(name);
  if (!shelf) {
    shelf = createStore<readonly Upload[]>([]);
    shelves.set(name, shelf);
  }
  return shelf;
}

function send(shelf: Store<readonly Upload[]>, local: LocalPicture): void {
  const change = (part: Partial<Upload>) =>
    shelf.set(shelf.get().map((upload) => (upload.key === local.key ? { ...upload, ...part } : upload)));
  change({ failed: null, percent: 0 });
  uploadPicture(local, (percent) => change({ percent })).then(
    ({ id }) => change({ id, done: true, percent: 100 }),
    (thrown) => change({ failed: failureOf(thrown).message }),
  );
}

export interface FormPictures {
  list: readonly PictureOnItsWay[];
  /** Ids of those that arrived. */
  ids: string[];
  /** Whether some are still on their way or have failed. */
  unfinished: boolean;
  add: (pictures: LocalPicture[]) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
  clear: () => void;
}

/** Pictures of one form, each sent as soon as it is chosen and tried again by itself. */
export function usePictures(name: string): FormPictures {
  const shelf = shelfOf(name);
  const uploads = useStore(shelf);
  const current = useRef(shelf);
  current.current = shelf;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (current.current.get().some(({ done, failed }) => !done && !failed)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return {
    list: uploads,
    ids: uploads.flatMap(({ id }) => (id ? [id] : [])),
    unfinished: uploads.some(({ done }) => !done),
    add(pictures) {
      const fresh = pictures.map(
        (local): Upload => ({ ...local, local, percent: 0, failed: null, done: false, id: null }),
      );
      shelf.set([...shelf.get(), ...fresh]);
      for (const local of pictures) send(shelf, local);
    },
    remove(key) {
      shelf.set(shelf.get().filter((upload) => upload.key !== key));
    },
    retry(key) {
      const upload = shelf.get().find((each) => each.key === key);
      if (upload) send(shelf, upload.local);
    },
    clear() {
      shelf.set([]);
    },
  };
}
