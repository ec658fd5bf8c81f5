import type { AppFailure } from '../../../platform/failure';
import type { DraftSending, DraftTrouble } from './report-draft';

/** What a try that did not end well means for the draft. */
export type Verdict =
  | { kind: 'postpone'; waitsFor: NonNullable<DraftSending['waitsFor']>; afterMs: number }
  | { kind: 'refuse'; trouble: DraftTrouble }
  /** The server does not know the pictures (any more): they go up again from this device. */
  | { kind: 'uploadAgain' }
  /** An earlier try with this key has become this case. */
  | { kind: 'arrivedBefore'; id: string; number: string };

const SECOND = 1000;
/** How long is waited after the first, second … try that failed: a server that is down is not hammered. */
const backoff = [5 * SECOND, 15 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND] as const;

/** Which step of the form answers for a field of the report. */
const stepOfField: Record<string, number> = {
  pictureIds: 0,
  place: 1,
  text: 2,
  kind: 2,
  matterCode: 2,
  groupCode: 2,
};
const stepOfCode: Record<string, number> = {
  NOT_A_PICTURE: 0,
  PICTURE_TOO_LARGE: 0,
  PAYLOAD_TOO_LARGE: 0,
  UNSUPPORTED_MEDIA_TYPE: 0,
  OUT_OF_DISTRICT: 1,
  MATTER_UNKNOWN: 2,
};
const LAST_STEP = 3;

/** `tries`: how many have failed before this one. */
export function verdictOn(failure: AppFailure, tries: number): Verdict {
  const { code, status, details } = failure;
  const afterMs = backoff[Math.min(tries, backoff.length - 1)] as number;
  if (status === 401) return { kind: 'postpone', waitsFor: 'signIn', afterMs };
  if (code === 'OFFLINE' || code === 'TIMEOUT') return { kind: 'postpone', waitsFor: 'network', afterMs };
  if (status === 429) {
    const seconds = Number(details.retryAfterSeconds);
    return {
      kind: 'postpone',
      waitsFor: 'server',
      afterMs: Number.isFinite(seconds) ? Math.max(seconds * SECOND, afterMs) : afterMs,
    };
  }
  if (status >= 500) return { kind: 'postpone', waitsFor: 'server', afterMs };
  if (code === 'PICTURE_NOT_FOUND') return { kind: 'uploadAgain' };
  const { id, number } = details;
  if (code === 'KEY_REUSED' && typeof id === 'string' && typeof number === 'string') {
    return { kind: 'arrivedBefore', id, number };
  }
  return { kind: 'refuse', trouble: { message: wordsOf(failure), step: stepOf(failure) } };
}

/** Whether the server will not have this picture, rather than any just now, or any of this person's. */
export function blamesPicture(failure: AppFailure): boolean {
  const verdict = verdictOn(failure, 0);
  return verdict.kind === 'refuse' && verdict.trouble.step === 0;
}

function wordsOf({ message, fields }: AppFailure): string {
  return [message, ...Object.values(fields)].join('：');
}

function stepOf({ code, fields }: AppFailure): number {
  const steps = Object.keys(fields).map((path) => stepOfField[path.split('.')[0] ?? ''] ?? LAST_STEP);
  return steps.length > 0 ? Math.min(...steps) : (stepOfCode[code] ?? LAST_STEP);
}
