import { dropKept, keptKeys } from '../../../platform/kept-pictures';
import { commandDrafts } from './command-drafts';
import { dropPictures } from './draft-pictures';
import { drafts } from './draft-store';
import { orphansAmong } from './kept-picture';
import { sentReports } from './sent-reports';

/** The names under which drafts lie in the storage. */
export const unsentKinds = ['draft:', 'command-draft:', 'sent-report:'] as const;

/** Removes everything of one person that lies on this device unsent: they deleted their account, or asked for it. */
export async function dropDraftsOf(owner: string): Promise<void> {
  for (const kept of [drafts, commandDrafts]) {
    for (const record of kept.all().filter((each) => each.owner === owner)) {
      kept.remove(record.id);
      await dropPictures(record.pictures);
    }
  }
  for (const { id } of sentReports.all().filter((sent) => sent.owner === owner)) sentReports.remove(id);
  // One that was put by and never named may be theirs as well.
  await sweepPictures(Number.POSITIVE_INFINITY);
}

/** Removes kept pictures no draft names: the app was killed between a picture and the draft that was to name it. */
export async function sweepPictures(now: number): Promise<void> {
  const named = [...drafts.all(), ...commandDrafts.all()].flatMap(({ pictures }) => pictures);
  const keys = new Set(named.map(({ key }) => key));
  await Promise.all(orphansAmong(await keptKeys(), keys, now).map(dropKept));
}
