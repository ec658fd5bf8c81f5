import { useCallback, useRef, useState } from 'react';
import { drafts, happen, useDraft } from './draft-store';
import type { KeptPicture } from './kept-picture';
import { edited, emptyDraft, type ReportDraft, type ReportForm, worthKeeping } from './report-draft';

export interface DraftForm {
  draft: ReportDraft;
  /** A change by the person; ignored while the draft is being sent. */
  change: (next: Partial<ReportForm>) => void;
  changePictures: (update: (pictures: KeptPicture[]) => KeptPicture[]) => void;
  /** What was learned or where one is in the form: no change of the report. */
  note: (next: Partial<Pick<ReportDraft, 'step' | 'placeName'>>) => void;
  notePictures: (update: (pictures: KeptPicture[]) => KeptPicture[]) => void;
}

/** The draft a form is filled into. A new one is kept as soon as it says something. */
export function useReportDraft(
  id: string | null,
  owner: string,
  addressedTo: string | null = null,
): DraftForm {
  const [fresh, setFresh] = useState(() => ({
    ...emptyDraft(owner, Date.now(), addressedTo),
    ...(id ? { id } : {}),
  }));
  const unsaid = useRef(fresh);
  const kept = useRef(id !== null);
  const draft = useDraft(fresh.id) ?? fresh;

  const put = useCallback((update: (old: ReportDraft) => ReportDraft, isEdit: boolean) => {
    const stored = drafts.read(unsaid.current.id);
    if (stored && isEdit) happen(stored.id, 'edit', update);
    else if (stored) drafts.change(stored.id, update);
    // One that was kept and is not there any more has been sent or thrown away: it does not come back.
    else if (!kept.current) {
      unsaid.current = update(unsaid.current);
      setFresh(unsaid.current);
      kept.current = worthKeeping(unsaid.current);
      if (kept.current) drafts.write(unsaid.current);
    }
  }, []);
  const change = useCallback(
    (next: Partial<ReportForm>) => put((old) => ({ ...edited(old, next), changedAt: Date.now() }), true),
    [put],
  );
  const changePictures = useCallback(
    (update: (pictures: KeptPicture[]) => KeptPicture[]) =>
      put((old) => ({ ...edited(old, { pictures: update(old.pictures) }), changedAt: Date.now() }), true),
    [put],
  );
  const note = useCallback(
    (next: Partial<Pick<ReportDraft, 'step' | 'placeName'>>) => put((old) => ({ ...old, ...next }), false),
    [put],
  );
  const notePictures = useCallback(
    (update: (pictures: KeptPicture[]) => KeptPicture[]) =>
      put((old) => ({ ...old, pictures: update(old.pictures) }), false),
    [put],
  );
  return { draft, change, changePictures, note, notePictures };
}
