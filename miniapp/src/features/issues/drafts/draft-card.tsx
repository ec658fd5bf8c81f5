import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Icon } from '../../../components/icon';
import type { IconName } from '../../../components/icon-names';
import { Photo } from '../../../components/photo';
import { Tag } from '../../../components/state-tag';
import { when } from '../../../components/when';
import './draft-card.scss';
import { openPictures, usePreviews } from './draft-pictures';
import { type DraftState, draftStateLabels } from './draft-states';
import { noteOf, placeOf, titleOf } from './draft-words';
import type { KeptPicture } from './kept-picture';
import type { ReportDraft } from './report-draft';

const looks: Record<DraftState, { tone: 'neutral' | 'due' | 'late'; icon: IconName }> = {
  editing: { tone: 'neutral', icon: 'edit' },
  waiting: { tone: 'due', icon: 'waiting' },
  sending: { tone: 'neutral', icon: 'working' },
  attention: { tone: 'late', icon: 'late' },
};

interface DraftCardProps {
  draft: ReportDraft;
  busy: boolean;
  /** Who is not signed in cannot send. */
  canSend: boolean;
  onEdit: () => void;
  onSend: () => void;
  onDrop: () => void;
}

/** One report in the making: what it says, where it stands, what can be done with it. */
export function DraftCard({ draft, busy, canSend, onEdit, onSend, onDrop }: DraftCardProps) {
  const { state, submittedAt, changedAt, trouble } = draft;
  const { tone, icon } = looks[state];
  const note = noteOf(draft);
  const at = new Date(submittedAt ?? changedAt).toISOString();
  const since = state === 'waiting' && submittedAt ? '存好' : '改过';
  return (
    <Card flush>
      <View className="draft" data-name="draft">
        <DraftThumb pictures={draft.pictures} />
        <View className="draft__text">
          <View className="draft__title">{titleOf(draft)}</View>
          <View className="draft__where">{placeOf(draft)}</View>
          <View className="draft__facts">
            <Tag tone={tone} icon={icon}>
              {draftStateLabels[state]}
            </Tag>
            <View className="draft__when tabular">{`${when(new Date(), at)}${since}`}</View>
          </View>
        </View>
      </View>
      {note ? (
        <View className={trouble ? 'draft__note draft__note--trouble' : 'draft__note'} role="status">
          {note}
        </View>
      ) : null}
      {state === 'sending' ? null : (
        <View className="draft__actions">
          <Button kind="quiet" name="drop-draft" onPress={onDrop}>
            删除
          </Button>
          <Button kind="plain" name="edit-draft" onPress={onEdit}>
            {state === 'attention' ? '打开看看' : '继续写'}
          </Button>
          {state === 'waiting' && canSend ? (
            <Button name="send-draft" busy={busy} onPress={onSend}>
              立即发送
            </Button>
          ) : null}
        </View>
      )}
    </Card>
  );
}

export function DraftThumb({ pictures }: { pictures: readonly KeptPicture[] }) {
  const preview = usePreviews();
  const [first] = pictures;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first picture's key says whether it changed
  useEffect(() => {
    if (first) openPictures([first]);
  }, [first?.key]);
  const address = first ? preview(first) : '';
  return address ? (
    <Photo className="draft__picture" src={address} alt="" />
  ) : (
    <View className="draft__picture draft__picture--none">
      <Icon name="camera" />
    </View>
  );
}
