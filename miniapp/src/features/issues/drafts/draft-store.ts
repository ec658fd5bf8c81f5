import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import { keptRecords } from '../../../platform/kept-records';
import { deviceOwner } from '../../../platform/session';
import { forget, recall } from '../../../platform/storage';
import { type DraftEvent, draftMoves } from './draft-states';
import { emptyDraft, type ReportDraft, type ReportForm } from './report-draft';

/** The reports in the making on this device. One an earlier version wrote gets what it lacked. */
export const drafts = keptRecords<ReportDraft>('draft', (stored) => ({
  ...emptyDraft(stored.owner, stored.changedAt),
  ...stored,
}));

/** One somebody else wrote is not there. */
export function useDraft(id: string): ReportDraft | null {
  return drafts.useMine().find((draft) => draft.id === id) ?? null;
}

/**
 * Lets an event happen to a draft, with what changes besides. Null when the draft is gone or the event cannot happen
 * in its state, e.g. an edit of what is being sent.
 */
export function happen(
  id: string,
  event: DraftEvent,
  besides: (draft: ReportDraft) => ReportDraft = (draft) => draft,
): ReportDraft | null {
  const draft = drafts.read(id);
  const to = draft && draftMoves[draft.state][event];
  if (!draft || !to) return null;
  const next = besides(draft);
  if (to === 'gone') {
    drafts.remove(id);
    return next;
  }
  const moved = { ...next, state: to };
  drafts.write(moved);
  return moved;
}

type SingleDraft = ReportForm & { key: string; step: number; pictures: UploadedPicture[] };
const SINGLE = 'report-draft';

/** Before there were several drafts there was one, of nobody in particular: whoever is signed in goes on with it. */
export function takeOverSingleDraft(now: number): void {
  const owner = deviceOwner();
  const single = owner === null ? null : recall<Partial<SingleDraft>>(SINGLE);
  if (owner === null || !single) return;
  const { pictures = [], ...form } = single;
  const draft = { ...emptyDraft(owner, now), ...form };
  // Named for its key: taken over twice, because there was no room for it the first time, it is still one.
  const id = `single-${draft.key}`;
  drafts.write({
    ...draft,
    id,
    pictures: pictures.map((uploaded) => ({ key: uploaded.id, kept: false, uploaded, refused: null })),
  });
  if (!drafts.isUnkept(id)) forget(SINGLE);
}
