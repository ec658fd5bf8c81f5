import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { FailureLine } from '../../../components/failure-line';
import { Empty } from '../../../components/notice';
import { Steps } from '../../../components/steps';
import { drafts } from '../../../features/issues/drafts/draft-store';
import { noteOf, waitingNote } from '../../../features/issues/drafts/draft-words';
import {
  askedAtStep,
  asNewReport,
  type Missing,
  missingIn,
  type ReportDraft,
} from '../../../features/issues/drafts/report-draft';
import { submitReport } from '../../../features/issues/drafts/sending';
import { sentReports } from '../../../features/issues/drafts/sent-reports';
import { useKeptPictures } from '../../../features/issues/drafts/use-kept-pictures';
import { useReportDraft } from '../../../features/issues/drafts/use-report-draft';
import { Screen } from '../../../features/shell/screen';
import { back, go, replaceWith } from '../../../platform/navigate';
import { useOnline } from '../../../platform/network';
import { tell } from '../../../platform/tell';
import { useAction } from '../../../platform/use-action';
import { AddressedTo } from './addressed-to';
import { StepCheck } from './step-check';
import { StepPictures } from './step-pictures';
import { StepPlace } from './step-place';
import { StepWhat } from './step-what';

const names = ['拍照', '在哪里', '什么问题', '看一遍，发送'] as const;
const titles = ['拍下看到的问题', '问题在哪里？', '是什么问题？', '看一遍，发送'] as const;
const LAST = names.length - 1;

interface ReportFormProps {
  id: string | null;
  owner: string;
  /** The post a new report is meant for. */
  addressedTo: string | null;
}

/** A report in four questions. What was answered stays, whichever way one goes, and when the app is killed. */
export function ReportForm({ id, owner, addressedTo }: ReportFormProps) {
  const { draft, change, changePictures, note, notePictures } = useReportDraft(id, owner, addressedTo);
  const { pictures } = draft;
  const kept = useKeptPictures({ owner, pictures, change: changePictures, note: notePictures });
  const online = useOnline();
  const isGone = drafts.useMine().every((each) => each.id !== draft.id) && id !== null;
  const sent = sentReports.useMine().find((each) => each.id === draft.id);
  const step = Math.min(draft.step, LAST);
  const [tried, setTried] = useState(false);
  const goTo = (next: number) => {
    setTried(false);
    note({ step: next });
  };
  const missing = missingIn(draft);
  const firstGap = Math.min(...stepsOf(missing));
  /** Goes on, or to what has to be answered before and says so there. */
  const unlessMissing = (upTo: number, then: () => void) => () => {
    if (firstGap > upTo) return then();
    if (firstGap !== step) note({ step: firstGap });
    setTried(true);
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };

  const [left, setLeft] = useState(false);
  const leave = (words: string | null, go: () => void) => {
    setLeft(true);
    if (words) tell(words, 2500);
    go();
  };
  const send = useAction(async () => {
    if (draft.trouble?.arrivedAs) drafts.change(draft.id, asNewReport);
    const outcome = await submitReport(draft.id);
    if (outcome.kind === 'sent') {
      const { issueId, warning } = outcome;
      sentReports.remove(draft.id);
      // The page of the case thanks.
      leave(warning, () => replaceWith('case', { id: issueId, sent: '1' }));
    }
    if (outcome.kind === 'waiting') {
      leave(waitingNote(draft, outcome.waitsFor), () => replaceWith('drafts'));
    }
  });

  if (left) return <Screen title={titles[LAST] ?? names[0]}>{null}</Screen>;
  if (sent && !send.busy) return <AlreadySent issueId={sent.issueId} />;
  if (isGone && !send.busy) return <NotThere />;
  const onBack = () => (step === 0 ? back() : goTo(step - 1));
  const sending = send.busy || draft.state === 'sending';
  return (
    <Screen
      title={titles[step] ?? names[0]}
      onBack={onBack}
      step={step}
      footer={
        <>
          {step > 0 ? (
            <Button kind="plain" onPress={onBack}>
              上一步
            </Button>
          ) : null}
          {step < LAST ? (
            <Button name="next" onPress={unlessMissing(step, () => goTo(step + 1))}>
              {step === 0 && kept.items.length === 0 ? '先不拍，下一步' : '下一步'}
            </Button>
          ) : (
            <Button name="send" busy={sending} onPress={unlessMissing(LAST, () => void send.run())}>
              {sendWords(draft, online)}
            </Button>
          )}
        </>
      }
    >
      <Steps names={names} current={step} />
      <AddressedTo draft={draft} onChange={change} />
      <FailureLine message={draft.trouble?.message ?? send.failure?.message} />
      <FailureLine
        message={
          drafts.isUnkept(draft.id) ? '手机空间不够，写的内容没有存下，发送前请不要关掉页面' : kept.why
        }
      />
      {step === 0 ? <StepPictures pictures={kept} /> : null}
      {step === 1 ? (
        <StepPlace
          draft={draft}
          missing={tried ? missing : {}}
          onChange={change}
          onPlaceName={(placeName) => note({ placeName })}
        />
      ) : null}
      {step === 2 ? <StepWhat draft={draft} missing={tried ? missing : {}} onChange={change} /> : null}
      {step === LAST ? (
        <StepCheck
          draft={draft}
          pictures={kept}
          sending={sending ? noteOf({ ...draft, state: 'sending', trouble: null }) : null}
          onChange={change}
          onGoTo={goTo}
        />
      ) : null}
    </Screen>
  );
}

function sendWords({ trouble }: ReportDraft, online: boolean): string {
  if (trouble?.arrivedAs) return '作为新的一件发送';
  return online ? '发送' : '先存好，联网后发送';
}

const stepsOf = (missing: Missing): number[] =>
  (Object.keys(missing) as (keyof Missing)[]).map((what) => askedAtStep[what]);

function AlreadySent({ issueId }: { issueId: string }) {
  return (
    <Screen title="上报问题">
      <Empty
        icon="solved"
        title="这件已经发出了"
        action={{ label: '看案件', onPress: () => replaceWith('case', { id: issueId }) }}
      />
    </Screen>
  );
}

function NotThere() {
  return (
    <Screen title="上报问题">
      <Empty title="这件草稿不在了" action={{ label: '看草稿箱', onPress: () => go('drafts') }}>
        它可能已经发出，或者被删掉了。
      </Empty>
    </Screen>
  );
}
