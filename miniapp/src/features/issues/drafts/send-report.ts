import { type AppFailure, AppFailure as Failure, failureOf, offline } from '../../../platform/failure';
import { isOnline } from '../../../platform/network';
import { reportIssue } from '../api';
import { dropPictures, uploadKept } from './draft-pictures';
import { drafts, happen } from './draft-store';
import { blamesPicture, type Verdict, verdictOn } from './draft-verdict';
import { type KeptPicture, withPicture } from './kept-picture';
import {
  type DraftSending,
  type DraftTrouble,
  type ReportBody,
  type ReportDraft,
  reportOf,
} from './report-draft';
import { sentReports } from './sent-reports';

export type Outcome =
  | { kind: 'sent'; draft: ReportDraft; issueId: string; number: string; warning: string | null }
  | { kind: 'waiting'; waitsFor: DraftSending['waitsFor'] }
  | { kind: 'attention' }
  /** It is no longer there, or not to be sent. */
  | { kind: 'nothing' };

/** A server that forgets pictures again and again is not to be fed for ever. */
const MOST_FORGOTTEN = 3;

/**
 * Sends one draft as far as it goes: the pictures that are not there yet, then the report. Each step is stored before
 * the next, so that a telephone that dies goes on where it was; the key lets the report become one case, however often
 * it is sent.
 */
export async function sendReport(id: string, now: () => number): Promise<Outcome> {
  const draft = happen(id, 'begin');
  if (!draft) return { kind: 'nothing' };
  try {
    if (!isOnline()) throw offline();
    const body = draft.sending.body ?? (await freeze(id, await uploadAll(draft)));
    const { issue, warnings } = await reportIssue(body, draft.owner);
    return await arrived(draft, issue, now(), warnings[0]);
  } catch (thrown) {
    return settle(id, failureOf(thrown), now);
  }
}

async function uploadAll({ id, owner, pictures }: ReportDraft): Promise<string[]> {
  const ids: string[] = [];
  for (const { key } of pictures) {
    // The open form may have sent it meanwhile.
    const picture = drafts.read(id)?.pictures.find((each) => each.key === key);
    if (picture) ids.push(await uploadOne(id, picture, owner));
  }
  return ids;
}

async function uploadOne(id: string, picture: KeptPicture, owner: string): Promise<string> {
  if (picture.uploaded) return picture.uploaded.id;
  const note = (about: Partial<KeptPicture>) =>
    drafts.change(id, (draft) => ({ ...draft, pictures: withPicture(draft.pictures, picture.key, about) }));
  try {
    const uploaded = await uploadKept(picture, owner);
    note({ uploaded, refused: null });
    return uploaded.id;
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (blamesPicture(failure)) note({ refused: failure.message });
    throw failure;
  }
}

/** What will be sent, word for word, until it is known to be there. */
async function freeze(id: string, pictureIds: string[]): Promise<ReportBody> {
  const draft = drafts.read(id);
  const body = draft && reportOf(draft, pictureIds);
  if (!body) throw new Failure('VALIDATION_FAILED', '还没有写完', 422);
  drafts.change(id, (old) => ({ ...old, sending: { ...old.sending, body, tried: true } }));
  return body;
}

/** It is a case now: told first, then forgotten, so that a kill in between forgets nothing. */
async function arrived(
  draft: ReportDraft,
  issue: { id: string; number: string },
  now: number,
  warning: string | null = null,
): Promise<Outcome> {
  const { id, owner, pictures } = draft;
  const title = draft.text.trim() || '照片上报';
  sentReports.write({ id, owner, issueId: issue.id, number: issue.number, title, changedAt: now });
  happen(id, 'arrive');
  await dropPictures(pictures);
  return { kind: 'sent', draft, issueId: issue.id, number: issue.number, warning };
}

async function settle(id: string, failure: AppFailure, now: () => number): Promise<Outcome> {
  const draft = drafts.read(id);
  if (!draft) return { kind: 'nothing' };
  const verdict = verdictOn(failure, draft.sending.tries);
  switch (verdict.kind) {
    case 'postpone':
      return postpone(draft, verdict, now());
    case 'uploadAgain':
      return uploadAgain(draft, failure, now);
    case 'arrivedBefore':
      return arrivedBefore(draft, verdict, now());
    case 'refuse':
      return refuse(draft, verdict.trouble);
  }
}

function postpone(draft: ReportDraft, verdict: Extract<Verdict, { kind: 'postpone' }>, now: number): Outcome {
  const { waitsFor, afterMs } = verdict;
  happen(draft.id, 'postpone', (old) => ({
    ...old,
    sending: { ...old.sending, waitsFor, tries: old.sending.tries + 1, notBefore: now + afterMs },
  }));
  return { kind: 'waiting', waitsFor };
}

function refuse({ id }: ReportDraft, trouble: DraftTrouble): Outcome {
  const { step } = trouble;
  happen(id, 'refuse', (old) => ({
    ...old,
    trouble,
    step,
    sending: { ...old.sending, body: null, tries: 0 },
  }));
  return { kind: 'attention' };
}

/** Unused pictures are removed after a day. No case came of the key, or the server had named it instead. */
async function uploadAgain(draft: ReportDraft, failure: AppFailure, now: () => number): Promise<Outcome> {
  const forgotten = draft.sending.forgotten + 1;
  if (forgotten > MOST_FORGOTTEN) return refuse(draft, { message: failure.message, step: 0 });
  happen(draft.id, 'postpone', (old) => ({
    ...old,
    pictures: old.pictures.map((picture) => ({ ...picture, uploaded: null })),
    sending: { ...old.sending, body: null, forgotten, notBefore: 0 },
  }));
  return sendReport(draft.id, now);
}

/** The answer to an earlier try was lost. What was changed since then is not in that case: the person decides. */
async function arrivedBefore(
  draft: ReportDraft,
  { id, number }: Extract<Verdict, { kind: 'arrivedBefore' }>,
  now: number,
): Promise<Outcome> {
  if (!draft.sending.changedSince) return arrived(draft, { id, number }, now);
  const message = `这件之前已经报上去了，是案件 ${number}。您后来改的内容不在里面。`;
  return refuse(draft, { message, step: 3, arrivedAs: { id, number } });
}
