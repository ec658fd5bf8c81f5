import { View } from '@tarojs/components';
import { Button } from '../../../components/button';
import { Sheet } from '../../../components/sheet';
import { when } from '../../../components/when';
import { titleOf } from './draft-words';
import type { ReportDraft } from './report-draft';

interface UnfinishedQuestionProps {
  draft: ReportDraft;
  onContinue: () => void;
  onNew: () => void;
  onClose: () => void;
}

/** Somebody begins a report and has one they did not finish. */
export function UnfinishedQuestion({ draft, onContinue, onNew, onClose }: UnfinishedQuestionProps) {
  return (
    <Sheet
      title="继续上次的，还是新写一件？"
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" name="new-report" onPress={onNew}>
            新写一件
          </Button>
          <Button name="continue-report" onPress={onContinue}>
            继续上次的
          </Button>
        </>
      }
    >
      <View>{`${when(new Date(), new Date(draft.changedAt).toISOString())}写到一半：${titleOf(draft)}`}</View>
      <View>新写一件的话，上次的留在草稿箱里。</View>
    </Sheet>
  );
}
