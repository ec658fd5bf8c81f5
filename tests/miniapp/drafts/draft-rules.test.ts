import {
  type DraftEvent,
  type DraftState,
  draftEvents,
  draftMoves,
  draftStates,
} from '../../../miniapp/src/features/issues/drafts/draft-states';
import {
  blamesPicture,
  type Verdict,
  verdictOn,
} from '../../../miniapp/src/features/issues/drafts/draft-verdict';
import { newPictureKey, orphansAmong } from '../../../miniapp/src/features/issues/drafts/kept-picture';
import { AppFailure, type FailureCode, offline, timedOut } from '../../../miniapp/src/platform/failure';

describe('the states of a draft', () => {
  // Each state under each event; '-' changes nothing.
  const table: Record<DraftState, Record<DraftEvent, DraftState | 'gone' | '-'>> = {
    editing: {
      edit: 'editing',
      submit: 'waiting',
      begin: '-',
      postpone: '-',
      refuse: '-',
      arrive: '-',
      drop: 'gone',
    },
    waiting: {
      edit: 'editing',
      submit: 'waiting',
      begin: 'sending',
      postpone: '-',
      refuse: '-',
      arrive: '-',
      drop: 'gone',
    },
    sending: {
      edit: '-',
      submit: '-',
      begin: '-',
      postpone: 'waiting',
      refuse: 'attention',
      arrive: 'gone',
      drop: '-',
    },
    attention: {
      edit: 'editing',
      submit: 'waiting',
      begin: '-',
      postpone: '-',
      refuse: '-',
      arrive: '-',
      drop: 'gone',
    },
  };
  const every = draftStates.flatMap((state) => draftEvents.map((event) => [state, event] as const));
  it.each(every)('%s, %s', (state, event) => {
    expect(draftMoves[state][event] ?? '-').toBe(table[state][event]);
  });
});

describe('what a try that did not end well means', () => {
  const failure = (status: number, code: FailureCode, fields = {}, details = {}) =>
    new AppFailure(code, '说明', status, fields, details);
  const waits = (waitsFor: 'network' | 'server' | 'signIn', afterMs = 5000): Verdict => ({
    kind: 'postpone',
    waitsFor,
    afterMs,
  });
  const mend = (step: number, message = '说明'): Verdict => ({ kind: 'refuse', trouble: { message, step } });
  const issue = { id: 'a'.repeat(24), number: '20261124-00001' };

  it.each<[string, AppFailure, Verdict]>([
    ['no network', offline(), waits('network')],
    ['no answer', timedOut(), waits('network')],
    ['a broken server', failure(500, 'INTERNAL'), waits('server')],
    ['a server that is down', failure(503, 'UNAVAILABLE'), waits('server')],
    ['too often', failure(429, 'RATE_LIMITED', {}, { retryAfterSeconds: 90 }), waits('server', 90_000)],
    ['too often, without saying until when', failure(429, 'RATE_LIMITED'), waits('server')],
    ['a session that ran out', failure(401, 'SESSION_ENDED'), waits('signIn')],
    ['somebody else signed in', failure(401, 'NOT_SIGNED_IN'), waits('signIn')],
    ['pictures that were swept', failure(422, 'PICTURE_NOT_FOUND'), { kind: 'uploadAgain' }],
    ['a key that made a case', failure(422, 'KEY_REUSED', {}, issue), { kind: 'arrivedBefore', ...issue }],
    ['a key of which nothing is said', failure(422, 'KEY_REUSED'), mend(3)],
    ['a broken picture', failure(422, 'NOT_A_PICTURE'), mend(0)],
    ['too large a picture', failure(413, 'PICTURE_TOO_LARGE'), mend(0)],
    ['another district', failure(422, 'OUT_OF_DISTRICT'), mend(1)],
    ['an unknown class', failure(422, 'MATTER_UNKNOWN'), mend(2)],
    ['no right to it', failure(403, 'FORBIDDEN'), mend(3)],
    [
      'a place that is wrong',
      failure(422, 'VALIDATION_FAILED', { 'place.address': '太长' }),
      mend(1, '说明：太长'),
    ],
    [
      'several fields: the first step',
      failure(422, 'VALIDATION_FAILED', { text: '太长', 'pictureIds.0': '重复' }),
      mend(0, '说明：太长：重复'),
    ],
    ['a field nobody knows', failure(422, 'VALIDATION_FAILED', { source: '不对' }), mend(3, '说明：不对')],
  ])('%s', (_, thrown, verdict) => {
    expect(verdictOn(thrown, 0)).toEqual(verdict);
  });

  it.each<[string, AppFailure, boolean]>([
    ['a broken picture', failure(422, 'NOT_A_PICTURE'), true],
    ['too large a picture', failure(413, 'PICTURE_TOO_LARGE'), true],
    ['consent that is missing', failure(403, 'CONSENT_NEEDED'), false],
    ['no network', offline(), false],
    ['a session that ran out', failure(401, 'SESSION_ENDED'), false],
  ])('blames the picture or not: %s', (_, thrown, blamed) => {
    expect(blamesPicture(thrown)).toBe(blamed);
  });

  it('waits longer each time, up to a quarter of an hour', () => {
    const waited = [0, 1, 2, 3, 4, 5, 50].map((tries) => verdictOn(offline(), tries));
    expect(waited.map((verdict) => verdict.kind === 'postpone' && verdict.afterMs / 1000)).toEqual([
      5, 15, 60, 300, 900, 900, 900,
    ]);
  });
});

describe('kept pictures no draft names', () => {
  const hour = 60 * 60_000;
  const old = newPictureKey(0);
  const named = newPictureKey(0);
  const young = newPictureKey(2 * hour);

  it('go, unless a draft is about to name them or they are none of ours', () => {
    const kept = [old, named, young, 'miniprogramLog', 'draft-'];
    expect(orphansAmong(kept, new Set([named]), 2 * hour + 1)).toEqual([old]);
  });
});
