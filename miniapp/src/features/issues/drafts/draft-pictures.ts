import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import { assetAddress } from '../../../platform/address';
import { AppFailure } from '../../../platform/failure';
import { dropKept, keepPicture, openKept } from '../../../platform/kept-pictures';
import type { LocalPicture } from '../../../platform/local-picture';
import { NotKept } from '../../../platform/not-kept';
import { createStore, useStore } from '../../../platform/store';
import { uploadPicture } from '../../../platform/upload';
import { drafts } from './draft-store';
import { isOnlyInPage, type KeptPicture } from './kept-picture';
import type { ReportDraft } from './report-draft';

/** Pictures this page has at hand, by key: chosen just now, or opened from where they are kept. */
const atHand = createStore<Readonly<Record<string, LocalPicture>>>({});
/** 0–99 for those on their way to the server. */
const progress = createStore<Readonly<Record<string, number>>>({});
const underWay = new Map<string, Promise<UploadedPicture>>();

/** Puts a chosen picture by before anything else happens to it; `why` when the device could not. */
export async function putBy(picture: LocalPicture): Promise<{ picture: KeptPicture; why: string | null }> {
  const { key } = picture;
  atHand.set({ ...atHand.get(), [key]: picture });
  const fresh = { key, uploaded: null, refused: null };
  try {
    const kept = await keepPicture(picture);
    atHand.set({ ...atHand.get(), [key]: kept });
    return { picture: { ...fresh, kept: true }, why: null };
  } catch (thrown) {
    return {
      picture: { ...fresh, kept: false },
      why: thrown instanceof NotKept ? thrown.message : String(thrown),
    };
  }
}

async function atHandOrKept(key: string): Promise<LocalPicture | null> {
  const present = atHand.get()[key];
  if (present) return present;
  const opened = await openKept(key);
  if (opened) atHand.set({ ...atHand.get(), [key]: opened });
  return opened;
}

/** Opens what is kept of these, so that they can be shown. */
export function openPictures(pictures: readonly KeptPicture[]): void {
  for (const { key, kept } of pictures) if (kept) void atHandOrKept(key);
}

/** Addresses to show pictures by; a picture that lies only on the server is shown from there. */
export function usePreviews(): (picture: KeptPicture) => string {
  const present = useStore(atHand);
  return ({ key, uploaded }) => present[key]?.preview ?? (uploaded ? assetAddress(uploaded.thumb) : '');
}

export function useProgress(): Readonly<Record<string, number>> {
  return useStore(progress);
}

export async function dropPictures(pictures: readonly KeptPicture[]): Promise<void> {
  const left = { ...atHand.get() };
  for (const { key } of pictures) {
    const preview = left[key]?.preview;
    if (preview?.startsWith('blob:')) URL.revokeObjectURL(preview);
    delete left[key];
  }
  atHand.set(left);
  await Promise.all(pictures.map(({ key }) => dropKept(key)));
}

/** Sends one picture as its owner. Asked for twice meanwhile (the open form and the sender), it goes up once. */
export function uploadKept(picture: KeptPicture, owner: string): Promise<UploadedPicture> {
  const { key } = picture;
  const present = underWay.get(key);
  if (present) return present;
  const upload = send(key, owner).finally(() => {
    underWay.delete(key);
    const { [key]: _, ...others } = progress.get();
    progress.set(others);
  });
  underWay.set(key, upload);
  return upload;
}

async function send(key: string, owner: string): Promise<UploadedPicture> {
  const local = await atHandOrKept(key);
  if (!local) throw new AppFailure('NOT_A_PICTURE', '有照片没有存在手机上，请去掉它再选一次');
  const tell = (percent: number) => progress.set({ ...progress.get(), [key]: Math.min(99, percent) });
  tell(0);
  return uploadPicture(local, tell, owner);
}

/** Whether something of the report would go with this page. */
export function livesInThisPage({ id, pictures }: ReportDraft): boolean {
  return (
    drafts.isUnkept(id) || pictures.some((picture) => isOnlyInPage(picture) && picture.key in atHand.get())
  );
}
