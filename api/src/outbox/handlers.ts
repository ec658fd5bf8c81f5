import { localDay } from '@gongzhi/shared/time';
import { markDirty } from '../modules/figures/recompute-figures';
import { deliverToInbox } from '../modules/inbox/deliver-to-inbox';
import { closeBySystem } from '../modules/issues/close-by-system';
import { dispatchBySystem } from '../modules/issues/dispatch-by-system';
import { noticesOf } from '../modules/issues/issue-notices';
import type { ClaimedIssue } from '../modules/issues/issue-outbox';
import { settlePictures } from '../modules/issues/settle-pictures';

type Handler = (claimed: ClaimedIssue, now: Date) => Promise<void>;

/** Everything that follows from a case's events. Each may be run again after a crash: it ends the same. */
export const handlers: Record<string, Handler> = {
  async inbox({ issue }, now) {
    for (const event of issue.timeline.slice(issue.outbox.done)) {
      await deliverToInbox(await noticesOf(issue, event, now));
    }
  },

  async pictures({ issue }) {
    await settlePictures(issue);
  },

  async figures({ issue }) {
    const untold = issue.timeline.slice(issue.outbox.done);
    // A reopening takes back a closing of an earlier day, so that day is counted again too.
    const closings = issue.timeline.filter(({ command }) => command === 'close');
    await markDirty([issue.reportedDay, ...[...untold, ...closings].map(({ at }) => localDay(at))]);
  },

  async dispatch({ issue }) {
    await dispatchBySystem(issue);
  },

  async close({ issue }) {
    await closeBySystem(issue);
  },
};
