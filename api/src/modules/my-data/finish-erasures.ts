import { logger } from '../../platform/logger';
import { forgetComplaints } from '../complaints/forget-complaints';
import { forgetOwner } from '../files/forget-owner';
import { erasuresDue, noteForgotten, postponeErasure } from '../identity/erase-account';
import { forgetSessions } from '../identity/sessions';
import { forgetImporter } from '../imports/forget-importer';
import { forgetRecipient } from '../inbox/forget-recipient';
import { forgetInCases } from '../issues/forget-person';
import { forgetPublisher } from '../lists/forget-publisher';
import { forgetEditor } from '../places/forget-editor';
import { forgetHolder } from '../posts/forget-holder';
import { forgetFilters } from '../saved-filters/forget-filters';

/** Where a person is to be forgotten once the account is erased. Each may be run again: it ends the same. */
export const forgetting: Record<string, (accountId: string, now: Date) => Promise<void>> = {
  sessions: forgetSessions,
  // Cases before the inbox: nobody follows them any more when it is emptied.
  cases: forgetInCases,
  inbox: forgetRecipient,
  complaints: forgetComplaints,
  posts: forgetHolder,
  pictures: forgetOwner,
  filters: forgetFilters,
  places: forgetEditor,
  lists: forgetPublisher,
  imports: forgetImporter,
};

/** Completes what erasing an account began; returns how many accounts were looked at. */
export async function finishErasures(now: Date, stopping?: AbortSignal): Promise<number> {
  const due = await erasuresDue(now);
  for (const erasure of due) {
    try {
      for (const forget of Object.values(forgetting)) await forget(erasure.accountId, now);
      await noteForgotten(erasure, now);
    } catch (err) {
      // Perhaps only broken off by the stop: it stays due.
      if (stopping?.aborted) throw err;
      logger.error(
        { err, accountId: erasure.accountId },
        'an erased account is not forgotten everywhere yet',
      );
      await postponeErasure(erasure, now);
    }
  }
  return due.length;
}
