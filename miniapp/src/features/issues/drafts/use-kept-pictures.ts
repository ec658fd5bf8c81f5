import { useEffect, useRef, useState } from 'react';
import type { PictureOnItsWay } from '../../../components/picture-uploader';
import { failureOf } from '../../../platform/failure';
import type { LocalPicture } from '../../../platform/local-picture';
import { useOnline } from '../../../platform/network';
import { dropPictures, openPictures, putBy, uploadKept, usePreviews, useProgress } from './draft-pictures';
import { blamesPicture } from './draft-verdict';
import { type KeptPicture, newPictureKey, withPicture } from './kept-picture';

export interface FormPictures {
  items: PictureOnItsWay[];
  /** How many are on their way or wait for a network. */
  waiting: number;
  /** Whether the server has them all. */
  complete: boolean;
  /** Why the last one could not be put by. */
  why: string | null;
  add: (chosen: readonly LocalPicture[]) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
  /** The server does not know them any more. */
  sendAgain: () => void;
}

/** How a form changes its pictures. `note` keeps what was learned about them; it is no change by the person. */
export interface PicturesOf {
  owner: string;
  pictures: readonly KeptPicture[];
  change: (update: (pictures: KeptPicture[]) => KeptPicture[]) => void;
  note: (update: (pictures: KeptPicture[]) => KeptPicture[]) => void;
}

/** Pictures of a form: put by on this device at once, sent as soon as there is a network, each by itself. */
export function useKeptPictures(form: PicturesOf): FormPictures {
  const latest = useRef(form);
  latest.current = form;
  const online = useOnline();
  const preview = usePreviews();
  const progress = useProgress();
  const [inHand, setInHand] = useState<readonly LocalPicture[]>([]);
  /** What stood in the way of the last try, by key; tried again when pressed. */
  const [failed, setFailed] = useState<Readonly<Record<string, string | null>>>({});
  const [why, setWhy] = useState<string | null>(null);
  const { pictures } = form;
  // The draft is drawn again before this list is: one that has just been put by would be shown twice.
  const arriving = inHand.filter(({ key }) => pictures.every((picture) => picture.key !== key));

  const send = (picture: KeptPicture) => {
    const { owner, note } = latest.current;
    setFailed((old) => ({ ...old, [picture.key]: null }));
    uploadKept(picture, owner).then(
      (uploaded) => note((old) => withPicture(old, picture.key, { uploaded, refused: null })),
      (thrown) => {
        const failure = failureOf(thrown);
        setFailed((old) => ({ ...old, [picture.key]: failure.message }));
        if (blamesPicture(failure)) {
          note((old) => withPicture(old, picture.key, { refused: failure.message }));
        }
      },
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: when the form opens and when the network is back
  useEffect(() => {
    openPictures(pictures);
    if (online) for (const picture of pictures) if (isDue(picture)) send(picture);
  }, [online]);

  const putByInOrder = async (chosen: readonly LocalPicture[]) => {
    for (const each of chosen) {
      const put = await putBy(each);
      if (put.why) setWhy(put.why);
      latest.current.change((old) => [...old, put.picture]);
      setInHand((old) => old.filter(({ key }) => key !== each.key));
      send(put.picture);
    }
  };

  const failureOfPicture = ({ key, refused }: KeptPicture) =>
    refused ?? (online ? (failed[key] ?? null) : null);
  return {
    items: [
      ...pictures.map(
        (picture): PictureOnItsWay => ({
          key: picture.key,
          preview: preview(picture),
          percent: progress[picture.key] ?? 0,
          failed: failureOfPicture(picture),
          done: picture.uploaded !== null,
          waits: picture.key in progress ? undefined : online ? '等着上传' : '等网络',
        }),
      ),
      ...arriving.map(({ key, preview: address }) => ({
        key,
        preview: address,
        percent: 0,
        failed: null,
        done: false,
      })),
    ],
    waiting:
      arriving.length + pictures.filter((picture) => isDue(picture) && !failureOfPicture(picture)).length,
    complete: arriving.length === 0 && pictures.every(({ uploaded }) => uploaded !== null),
    why,
    add(chosen) {
      setWhy(null);
      const named = chosen.map((each) => ({ ...each, key: newPictureKey(Date.now()) }));
      setInHand((old) => [...old, ...named]);
      void putByInOrder(named);
    },
    remove(key) {
      const gone = pictures.filter((picture) => picture.key === key);
      latest.current.change((old) => old.filter((picture) => picture.key !== key));
      if (gone.length > 0) void dropPictures(gone);
    },
    retry(key) {
      const picture = pictures.find((each) => each.key === key);
      if (picture) send(picture);
    },
    sendAgain() {
      latest.current.note((old) => old.map((picture) => ({ ...picture, uploaded: null })));
      for (const picture of pictures) send({ ...picture, uploaded: null });
    },
  };
}

const isDue = ({ uploaded, refused }: KeptPicture) => uploaded === null && refused === null;
