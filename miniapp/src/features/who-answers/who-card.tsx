import type { LngLat } from '@gongzhi/shared/fields';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { CardBrief, WhoAnswers } from '@gongzhi/shared/who-answers/schema';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { ListRow } from '../../components/list-row';
import { go } from '../../platform/navigate';
import { useRemote } from '../../platform/use-remote';
import { whoAnswersAt, whoAnswersFor } from './api';
import './who-card.scss';

/** Who answers here: the people in post, the community, and on tap the unit for each kind of matter. */
export function WhoCard({ point, placeId }: { point?: LngLat | null; placeId?: string | undefined }) {
  const key = point ? `who-${point.join()}` : placeId ? `who-${placeId}` : null;
  const { data } = useRemote(key, () => (point ? whoAnswersAt(point) : whoAnswersFor(placeId ?? '')));
  const [all, setAll] = useState(false);
  // It stands beside something else: without an answer the page is still whole.
  if (!data || (data.cards.length === 0 && !data.community && data.vacant.length === 0)) return null;
  const units = data.units.flatMap(({ group, unit }) => (unit ? [{ group, unit }] : []));
  return (
    <Card title="谁管这里" flush>
      {data.cards.map((card) => (
        <PersonRow key={card.postId} card={card} />
      ))}
      {data.vacant.map(({ role, place }) => (
        <ListRow key={place.id} icon="people" title={`${roleLabels[role]}空缺`} note={place.name} />
      ))}
      {data.nearestStreet ? (
        <PersonRow card={data.nearestStreet.card} note={`最近的街巷，${data.nearestStreet.metres} 米`} />
      ) : null}
      {data.community ? <CommunityRow community={data.community} /> : null}
      {all
        ? units.map(({ group, unit }) => <ListRow key={group.code} title={group.name} note={unit.name} />)
        : null}
      {units.length > 0 && !all ? (
        <View className="who-card__more">
          <Button kind="quiet" onPress={() => setAll(true)}>
            各类问题由哪个单位办
          </Button>
        </View>
      ) : null}
    </Card>
  );
}

function PersonRow({ card, note }: { card: CardBrief; note?: string }) {
  const acting = card.acting ? `，现由${card.acting.name}代理` : '';
  return (
    <ListRow
      icon="people"
      title={`${roleLabels[card.role]} ${card.name}`}
      note={[`${card.place.name}${acting}`, note].filter(Boolean).join(' · ')}
      onPress={() => go('chief', { id: card.postId })}
    />
  );
}

function CommunityRow({ community }: { community: NonNullable<WhoAnswers['community']> }) {
  const { place, committee } = community;
  return committee ? (
    <ListRow icon="building" title={place.name} note={committee.name} />
  ) : (
    <ListRow icon="building" title={place.name} />
  );
}
