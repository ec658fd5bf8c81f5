import { roleLabels } from '@gongzhi/shared/posts/labels';
import { addressableRoles } from '@gongzhi/shared/posts/rules';
import { dayInWords, lastDay, localDay } from '@gongzhi/shared/time';
import type { PublicCard } from '@gongzhi/shared/who-answers/schema';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Photo } from '../../../components/photo';
import { Skeleton } from '../../../components/skeleton';
import { Screen } from '../../../features/shell/screen';
import { readCard } from '../../../features/who-answers/api';
import { assetAddress } from '../../../platform/address';
import { go } from '../../../platform/navigate';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

/** The public card of a chief: who it is, how to reach them, and how the street did last month. */
export default function ChiefPage() {
  const { id = '' } = useRouter().params;
  const { data: card, failure, reload } = useRemote(id ? `card-${id}` : null, () => readCard(id));
  const missing = !id || failure?.status === 404;
  return (
    <Screen title={card ? roleLabels[card.role] : '街巷长'}>
      {card ? <ChiefCard card={card} /> : null}
      {missing ? (
        <Empty
          icon="people"
          title="没有找到这张卡片"
          action={{ label: '看看身边的', onPress: () => go('nearby') }}
        >
          可能已经换人，或者没有公开。
        </Empty>
      ) : null}
      {!card && failure && !missing ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!card && !failure && id ? <Skeleton rows={4} /> : null}
    </Screen>
  );
}

function ChiefCard({ card }: { card: PublicCard }) {
  return (
    <>
      <Card>
        <View className="chief__who">
          {card.photo ? (
            <Photo className="chief__photo" src={assetAddress(card.photo.thumb)} alt={`${card.name}的照片`} />
          ) : null}
          <View>
            <View className="chief__name">{card.name}</View>
            <View className="chief__title">{card.title}</View>
            <View className="chief__since">{`${dayInWords(localDay(new Date(card.since)))}起负责${card.place.name}`}</View>
          </View>
        </View>
        {card.acting ? (
          <View className="chief__intro">{`现由${card.acting.name}代理，到${dayInWords(lastDay(new Date(card.acting.until)))}`}</View>
        ) : null}
        {card.intro ? <View className="chief__intro">{card.intro}</View> : null}
      </Card>
      {card.lastMonth ? <LastMonth card={card} month={card.lastMonth} /> : null}
      <Card title="怎样联系">
        <View className="chief__reach">
          {addressableRoles.includes(card.role) ? (
            <Button icon="camera" name="report-to" onPress={() => go('report', { to: card.postId })}>
              {`上报给${roleLabels[card.role]}`}
            </Button>
          ) : (
            <Button icon="camera" onPress={() => go('report')}>
              上报问题
            </Button>
          )}
          {card.publicPhone ? (
            <Button
              kind="plain"
              onPress={() => void Taro.makePhoneCall({ phoneNumber: card.publicPhone ?? '' }).catch(() => {})}
            >
              {`打电话 ${card.publicPhone}`}
            </Button>
          ) : null}
        </View>
      </Card>
    </>
  );
}

function LastMonth({ card, month }: { card: PublicCard; month: NonNullable<PublicCard['lastMonth']> }) {
  const { percent, whole } = month.handledInTime;
  const figures = [
    { label: '上报', number: `${month.reported} 件` },
    { label: '按时处理', number: whole > 0 && percent !== null ? `${percent}%` : '–' },
    { label: '现在未办完', number: `${month.openNow} 件` },
  ];
  return (
    <Card title={`${card.place.name} ${Number(month.month.slice(5))} 月`}>
      <View className="chief__figures">
        {figures.map(({ label, number }) => (
          <View key={label} className="chief__figure">
            <View className="chief__number tabular">{number}</View>
            <View className="chief__label">{label}</View>
          </View>
        ))}
      </View>
    </Card>
  );
}
