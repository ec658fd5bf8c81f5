import type { UploadedPicture } from '@gongzhi/shared/files/schema';

/** A picture of a draft: where it lies on this device and what the server already knows of it. */
export interface KeptPicture {
  /** Its name among the kept pictures. */
  key: string;
  /** False when this device had no room: it lives as long as the page. */
  kept: boolean;
  /** What the server made of it; null until it is there. */
  uploaded: UploadedPicture | null;
  /** Why the server will not have it. */
  refused: string | null;
}

/** It could not be put by and the server does not have it: it goes with the page. */
export const isOnlyInPage = ({ kept, uploaded }: KeptPicture) => !kept && uploaded === null;

const PREFIX = 'draft-';
const NEW_FOR_MS = 60 * 60_000;

/** Says when it was made: one that no draft names yet may belong to a draft another tab is about to write. */
export function newPictureKey(now: number): string {
  return `${PREFIX}${now.toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
}

/** Among what is kept, the pictures no draft names and none is about to name. */
export function orphansAmong(kept: readonly string[], named: ReadonlySet<string>, now: number): string[] {
  return kept.filter((key) => {
    const made = /^draft-([0-9a-z]+)-/.exec(key)?.[1];
    return made !== undefined && !named.has(key) && now - Number.parseInt(made, 36) > NEW_FOR_MS;
  });
}

export function withPicture(
  pictures: readonly KeptPicture[],
  key: string,
  about: Partial<KeptPicture>,
): KeptPicture[] {
  return pictures.map((picture) => (picture.key === key ? { ...picture, ...about } : picture));
}
