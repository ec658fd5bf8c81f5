import { commandDrafts } from './command-drafts';
import { dropPictures } from './draft-pictures';
import { drafts } from './draft-store';
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
}
