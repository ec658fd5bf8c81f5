import type { LngLat } from '@gongzhi/shared/fields';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import { Text, View } from '@tarojs/components';
import { Button } from '../../../components/button';
import type { ReportDraft, ReportForm } from '../../../features/issues/drafts/report-draft';
import { readCard, whoAnswersAt } from '../../../features/who-answers/api';
import { useRemote } from '../../../platform/use-remote';

interface AddressedToProps {
  draft: ReportDraft;
  onChange: (next: Partial<ReportForm>) => void;
}

/** Whom the report is meant for, and whether it will reach them where the pin stands. */
export function AddressedTo({ draft: { addressedTo, point, typed, community }, onChange }: AddressedToProps) {
  const { data: card, failure } = useRemote(addressedTo && `card-${addressedTo}`, () =>
    readCard(addressedTo ?? ''),
  );
  const asked = addressedTo && point && !typed;
  const { data: here } = useRemote(asked ? `who-${point.join()}` : null, () => whoAnswersAt(point as LngLat));
  if (!addressedTo) return null;
  const answersHere = typed
    ? !community || community.id === card?.place.id
    : !here || here.cards.some(({ postId }) => postId === addressedTo);
  const name = card ? `${card.place.name}${roleLabels[card.role]} ${card.name}` : '您选的负责人';
  return (
    <View className="report__to" role="status">
      <View className="report__to-words">
        <Text>{`上报给 ${name}`}</Text>
        {failure?.status === 404 ? <Text className="report__hint">已不在任，会照常报给指挥中心</Text> : null}
        {card && !answersHere ? (
          <Text className="report__hint">
            {typed ? '没有在地图上选点，会照常报给指挥中心' : '这个位置不归这个人管，会照常报给指挥中心'}
          </Text>
        ) : null}
      </View>
      <Button kind="quiet" label="不指定，只报给指挥中心" onPress={() => onChange({ addressedTo: null })}>
        不指定
      </Button>
    </View>
  );
}
