import Taro from '@tarojs/taro';
import { askBeforeLeaving } from '../../../platform/leaving';
import { isOnline, onWake } from '../../../platform/network';
import { oneTabAtATime } from '../../../platform/one-tab-at-a-time';
import { onSignIn, tokens } from '../../../platform/session';
import { livesInThisPage } from './draft-pictures';
import { drafts, happen, takeOverSingleDraft } from './draft-store';
import { sweepPictures } from './drop-drafts';
import type { ReportDraft } from './report-draft';
import { type Outcome, sendReport } from './send-report';
import { forgetOldSentReports } from './sent-reports';

const PATIENCE_MS = 30_000;
const SOONEST_MS = 1000;
const now = () => Date.now();

let tail: Promise<unknown> = Promise.resolve();
let roundWaits = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Called once at start: from then on what waits is sent whenever it may succeed. */
export function startSending(): void {
  const begin = () => {
    takeOverSingleDraft(now());
    sendWaiting(() => true);
  };
  onWake(() => sendWaiting(() => true));
  onSignIn(begin);
  begin();
  forgetOldSentReports(now());
  void sweepPictures(now());
  askBeforeLeaving(() => drafts.mine().some(livesInThisPage));
}

/** The person sends it off. Answers what became of it: sent, waiting, or to be looked at. */
export async function submitReport(id: string): Promise<Outcome> {
  const submitted = happen(id, 'submit', (draft) => ({
    ...draft,
    trouble: null,
    submittedAt: now(),
    sending: { ...draft.sending, tries: 0, forgotten: 0 },
  }));
  if (!submitted) return { kind: 'nothing' };
  const outcome = await inTurn(() => sendReport(id, now));
  planNext();
  return outcome;
}

/** One at a time, in this tab and among the tabs of the browser. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = tail.then(() =>
    oneTabAtATime(
      'drafts',
      () => {
        goOnAfterKill();
        return work();
      },
      PATIENCE_MS,
    ),
  );
  tail = turn.catch(() => undefined);
  return turn;
}

/** Nobody else is sending now: what still says so was left by an app that was killed. */
function goOnAfterKill(): void {
  for (const { id, state } of drafts.all()) if (state === 'sending') happen(id, 'postpone');
}

const waitingOfSignedIn = (): ReportDraft[] => {
  const owner = tokens()?.accountId;
  return drafts
    .all()
    .filter((draft) => draft.owner === owner && (draft.state === 'waiting' || draft.state === 'sending'))
    .reverse();
};

function sendWaiting(may: (draft: ReportDraft) => boolean): void {
  if (roundWaits || waitingOfSignedIn().length === 0) return;
  roundWaits = true;
  void inTurn(async () => {
    roundWaits = false;
    for (const { id } of waitingOfSignedIn().filter(may)) {
      const outcome = await sendReport(id, now);
      if (outcome.kind === 'sent') announce(outcome.draft);
      // Without a network the others need not try.
      if (outcome.kind === 'waiting' && outcome.waitsFor !== 'server') break;
    }
  }).finally(planNext);
}

function announce({ text }: ReportDraft): void {
  const words = text.trim().slice(0, 12);
  void Taro.showToast({
    title: words ? `已发出：${words}` : '等着的上报已发出',
    icon: 'none',
    duration: 2500,
  });
}

/** Waits for the soonest draft whose time is to come; a network or somebody signing in calls by itself. */
function planNext(): void {
  clearTimeout(timer);
  if (!isOnline()) return;
  const times = waitingOfSignedIn()
    .filter(({ sending }) => sending.waitsFor !== 'signIn')
    .map(({ sending }) => sending.notBefore);
  if (times.length === 0) return;
  // A little later for some than for others: a server that comes back is not met by everybody at once.
  const wait = Math.max(SOONEST_MS, (Math.min(...times) - now()) * (1 + Math.random() / 5));
  timer = setTimeout(() => sendWaiting(({ sending }) => sending.notBefore <= now()), wait);
}
