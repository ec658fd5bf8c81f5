import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Confirm } from '../../../components/confirm';
import { when } from '../../../components/when';
import { formFor } from '../../../features/issues/command-forms';
import { type CommandDraft, commandDrafts } from '../../../features/issues/drafts/command-drafts';
import { DraftThumb } from '../../../features/issues/drafts/draft-card';
import { dropPictures } from '../../../features/issues/drafts/draft-pictures';
import { go } from '../../../platform/navigate';

/** Proof and words filled in for a case and not given yet: the person opens the case and looks whether it still fits. */
export function CommandDrafts() {
  const mine = commandDrafts.useMine();
  const [dropping, setDropping] = useState<CommandDraft | null>(null);
  return (
    <View>
      {mine.map((draft) => (
        <Card key={draft.id} flush>
          <View className="draft" data-name="command-draft">
            <DraftThumb pictures={draft.pictures} />
            <View className="draft__text">
              <View className="draft__title">{`${formFor(draft.command, draft.kind).button}：${draft.title}`}</View>
              <View className="draft__where">{draft.words.trim()}</View>
              <View className="draft__when tabular">
                {`${when(new Date(), new Date(draft.changedAt).toISOString())}改过，没有提交`}
              </View>
            </View>
          </View>
          <View className="draft__actions">
            <Button kind="quiet" onPress={() => setDropping(draft)}>
              删除
            </Button>
            <Button
              kind="plain"
              name="open-command"
              onPress={() => go('case', { id: draft.issueId, do: draft.command })}
            >
              打开案件提交
            </Button>
          </View>
        </Card>
      ))}
      {dropping ? (
        <Confirm
          title="删除这份没提交的？"
          yes="删除"
          danger
          onYes={() => {
            commandDrafts.remove(dropping.id);
            void dropPictures(dropping.pictures);
            setDropping(null);
          }}
          onClose={() => setDropping(null)}
        >
          文字和照片删了就找不回来，案件不受影响。
        </Confirm>
      ) : null}
    </View>
  );
}
