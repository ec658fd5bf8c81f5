import type { PublicFigures } from '@gongzhi/shared/figures/schema';
import { addDays, localDay } from '@gongzhi/shared/time';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { BarChart, ColumnChart } from '../../../components/bar-chart';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { when } from '../../../components/when';
import { publicFigures } from '../../../features/figures/api';
import { Screen } from '../../../features/shell/screen';
import { now } from '../../../platform/clock';
import { go } from '../../../platform/navigate';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

const spans = [
  { value: '7', label: '近 7 天' },
  { value: '30', label: '近 30 天' },
  { value: '90', label: '近 90 天' },
] as const;
type Span = (typeof spans)[number]['value'];

/** How the district is run, for anybody: counts and rates, never people. */
export default function FiguresPage() {
  const [span, setSpan] = useState<Span>('30');
  const [placeId, setPlaceId] = useState('');
  const to = localDay(now());
  const from = addDays(to, 1 - Number(span));
  const { data, failure, reload } = useRemote(`figures-${span}-${placeId}`, () =>
    publicFigures({ from, to, ...(placeId ? { placeId } : {}) }),
  );
  const [areas, setAreas] = useState<{ value: string; label: string }[]>([]);
  if (data && !placeId && areas.length === 0 && data.byArea.length > 0) {
    setAreas(data.byArea.map(({ place }) => ({ value: place.id, label: place.name })));
  }
  return (
    <Screen title="公开数据" width="wide" aside={<WallLink />}>
      <Chips label="多久" chips={spans} value={span} onChange={setSpan} />
      {areas.length > 0 ? (
        <Chips
          label="哪里"
          chips={[{ value: '', label: '全区' }, ...areas]}
          value={placeId}
          onChange={setPlaceId}
        />
      ) : null}
      {failure && !data ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={6} /> : null}
      {data ? <Figures figures={data} /> : null}
    </Screen>
  );
}

/** The same for a large screen. The mini-app has none. */
function WallLink() {
  if (process.env.TARO_ENV !== 'h5') return null;
  return (
    <Button kind="quiet" icon="desk" onPress={() => go('wall')}>
      大屏
    </Button>
  );
}

function Figures({ figures }: { figures: PublicFigures }) {
  const { totals, byArea, byGroup, byDay } = figures;
  if (totals.reported + totals.closed + totals.openNow === 0) {
    return (
      <Empty icon="chart" title="这段时间没有案件">
        换一段时间，或者换一个地方看看。
      </Empty>
    );
  }
  return (
    <View className="figures">
      <Card title="总数">
        <View className="figures__big">
          <Big value={totals.reported} name="上报" />
          <Big value={totals.closed} name="结案" />
          <Big value={totals.openNow} name="正在办理" />
          <Big value={totals.lateNow} name="已超时" late />
        </View>
      </Card>
      <Card title="办得怎么样">
        <Rate name="按期处置" rate={figures.handledInTime} />
        <Rate name="结案" rate={figures.closed} />
        <Rate name="按期结案" rate={figures.closedInTime} />
        <Rate name="返工" rate={figures.rework} />
        <Rate name="群众满意" rate={figures.satisfied} />
        {figures.medianHoursToClose === null ? null : (
          <View className="figures__note">{`一半的案件在 ${Math.max(1, Math.ceil(figures.medianHoursToClose))} 小时内结案`}</View>
        )}
      </Card>
      <Card title="每天">
        <View className="figures__note figures__note--first">{busiest(byDay)}</View>
        <ColumnChart
          label="每天上报和结案的数量"
          names={['上报', '结案']}
          columns={byDay.map(({ day, reported, closed }) => ({
            key: day,
            label: dayWords(day),
            values: [reported, closed],
          }))}
        />
      </Card>
      <Card title="哪一种（上报）">
        <BarChart
          label="各种类的上报数"
          bars={byGroup
            .filter(({ reported }) => reported > 0)
            .map(({ name, reported }) => ({ label: name, value: reported }))}
        />
      </Card>
      {byArea.length > 0 ? (
        <Card title="哪里（上报 / 按期结案率）">
          <BarChart
            label="各地的上报数和按期结案率"
            bars={byArea.map(({ place, counts, closedInTime }) => ({
              label: place.name,
              value: counts.reported,
              text: `${counts.reported} / ${percent(closedInTime)}`,
            }))}
          />
        </Card>
      ) : null}
      <View className="figures__note">{`${when(now(), figures.computedAt)}统计`}</View>
    </View>
  );
}

function Big({ value, name, late }: { value: number; name: string; late?: true }) {
  return (
    <View className={late && value > 0 ? 'figures__one figures__one--late' : 'figures__one'}>
      <View className="figures__value tabular">{String(value)}</View>
      <View className="figures__name">{name}</View>
    </View>
  );
}

/** The chart in a sentence. */
function busiest(days: PublicFigures['byDay']): string {
  const most = days.reduce((top, day) => (day.reported > top.reported ? day : top));
  const perDay = days.reduce((sum, { reported }) => sum + reported, 0) / days.length;
  return `平均每天 ${perDay < 10 ? perDay.toFixed(1) : Math.round(perDay)} 件，最多的是 ${dayWords(most.day)}，${most.reported} 件`;
}

const dayWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** Whole percents: the counts beside them say the rest. */
function percent({ percent: value }: PublicFigures['closed']): string {
  return value === null ? '—' : `${Math.round(value)}%`;
}

function Rate({ name, rate }: { name: string; rate: PublicFigures['closed'] }) {
  return (
    <View className="figures__rate">
      <Text>{`${name}率`}</Text>
      <Text className="figures__of tabular">
        {rate.whole === 0 ? '还没有' : `${rate.part} / ${rate.whole}`}
      </Text>
      <Text className="figures__percent tabular">{percent(rate)}</Text>
    </View>
  );
}
