import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { Button } from '../../../components/button';
import { FailureLine } from '../../../components/failure-line';
import { Steps } from '../../../components/steps';
import { reportIssue } from '../../../features/issues/api';
import { reportOf, useReportDraft } from '../../../features/issues/report-draft';
import { Screen } from '../../../features/shell/screen';
import { newKey } from '../../../platform/command-key';
import { back, replaceWith } from '../../../platform/navigate';
import { useAction } from '../../../platform/use-action';
import { useUploads } from '../../../platform/use-uploads';
import './index.scss';
import { StepCheck } from './step-check';
import { StepPictures } from './step-pictures';
import { StepPlace } from './step-place';
import { StepWhat } from './step-what';

const names = ['拍照', '在哪里', '什么问题', '看一遍，发送'] as const;
const titles = ['拍下看到的问题', '问题在哪里？', '是什么问题？', '看一遍，发送'] as const;

/** A report in four questions. What was answered stays, whichever way one goes. */
export default function ReportPage() {
  const { draft, change, clear } = useReportDraft();
  const uploads = useUploads(draft.pictures);
  const step = Math.min(draft.step, names.length - 1);
  const uploadedIds = uploads.uploaded.map(({ id }) => id).join();
  const report = reportOf(draft, uploadedIds ? uploadedIds.split(',') : []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say whether the pictures changed
  useEffect(() => change({ pictures: uploads.uploaded }), [uploadedIds]);

  const send = useAction(async () => {
    if (!report) return;
    try {
      const { issue, warnings } = await reportIssue(report);
      clear();
      void Taro.showToast({ title: warnings[0] ?? '已经上报，谢谢您', icon: 'none', duration: 2500 });
      replaceWith('case', { id: issue.id });
    } catch (failure) {
      // The key belongs to a report that was sent and then changed here: the changed one is another report.
      if ((failure as { code?: string }).code === 'KEY_REUSED') change({ key: newKey() });
      throw failure;
    }
  });

  const onBack = () => (step === 0 ? back() : change({ step: step - 1 }));
  return (
    <Screen
      title={titles[step] ?? names[0]}
      onBack={onBack}
      signIn="登录后上报，您能一路看到它后来怎样了。"
      footer={
        <>
          {step > 0 ? (
            <Button kind="plain" onPress={onBack}>
              上一步
            </Button>
          ) : null}
          {step < names.length - 1 ? (
            <Button name="next" disabled={!stepAnswered(step)} onPress={() => change({ step: step + 1 })}>
              {step === 0 && uploads.items.length === 0 ? '先不拍，下一步' : '下一步'}
            </Button>
          ) : (
            <Button
              name="send"
              busy={send.busy}
              disabled={!report || uploads.waiting > 0}
              onPress={() => void send.run()}
            >
              {uploads.waiting > 0 ? `还有 ${uploads.waiting} 张照片在传` : '发送'}
            </Button>
          )}
        </>
      }
    >
      <Steps names={names} current={step} />
      {step === 0 ? <StepPictures uploads={uploads} /> : null}
      {step === 1 ? <StepPlace draft={draft} onChange={change} /> : null}
      {step === 2 ? <StepWhat draft={draft} onChange={change} /> : null}
      {step === 3 ? <StepCheck draft={draft} onChange={change} uploads={uploads} /> : null}
      <FailureLine
        message={
          send.failure ? [send.failure.message, ...Object.values(send.failure.fields)].join('：') : null
        }
      />
    </Screen>
  );

  function stepAnswered(asked: number): boolean {
    if (asked === 1)
      return draft.typed ? Boolean(draft.community && draft.address.trim()) : draft.point !== null;
    if (asked === 2) return draft.text.trim().length > 0 || uploads.items.length > 0;
    return true;
  }
}
