import type { HotCells, PublicFigures } from '@gongzhi/shared/figures/schema';
import { addDays, localDay } from '@gongzhi/shared/time';
import { View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { useEffect, useMemo, useRef } from 'react';
import { BarChart, ColumnChart } from '../../../components/bar-chart';
import { Button } from '../../../components/button';
import { classNames } from '../../../components/class-names';
import { ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { hotCells, publicFigures } from '../../../features/figures/api';
import { DistrictMap } from '../../../features/places/district-map';
import { now } from '../../../platform/clock';
import type { MapPin } from '../../../platform/map.types';
import { back } from '../../../platform/navigate';
import { usePageFocus } from '../../../platform/page-focus';
import { useLook } from '../../../platform/preferences';
import { useAbout } from '../../../platform/server';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

const REFRESH_MS = 60_000;
/** So many of the fullest cells are in the picture. */
const HOTTEST = 10;

/** The big picture for a wall: read from four metres, renews itself, asks for nothing. */
export default function WallPage() {
  const about = useAbout();
  const look = useLook();
  const page = useRef<HTMLElement>(null);
  usePageFocus(page);
  const { data, failure, reload } = useRemote('wall', bigPicture);
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const name = about?.district ? `${about.district.name}共治` : '共治';
  useDidShow(() => {
    void Taro.setNavigationBarTitle({ title: `大屏 · ${name}` });
  });
  return (
    <View ref={page} className={classNames('wall', look)}>
      <View className="wall__head" role="banner">
        <View className="wall__title" role="heading" aria-level={1}>
          {name}
        </View>
        <View className="wall__when" role="status">
          {[
            about?.demo ? '演示数据' : '',
            data ? `${clockWords(new Date(data.figures.computedAt))} 更新` : '',
            failure ? '现在连不上，还在试' : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </View>
        <Button kind="quiet" onPress={back}>
          返回
        </Button>
      </View>
      <View className="wall__content" role="main">
        {data ? <BigPicture {...data} /> : null}
        {!data && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
        {!data && !failure ? <Skeleton rows={5} /> : null}
      </View>
    </View>
  );
}

interface Picture {
  figures: PublicFigures;
  cells: HotCells['cells'];
}

async function bigPicture(): Promise<Picture> {
  const today = localDay(now());
  const [figures, { cells }] = await Promise.all([
    publicFigures({ from: addDays(today, -13), to: today }),
    hotCells(),
  ]);
  return { figures, cells };
}

function BigPicture({ figures, cells }: Picture) {
  const { totals, byArea, byDay } = figures;
  const today = byDay[byDay.length - 1];
  const pins = useMemo(() => cells.map(pinOf), [cells]);
  const shown = useMemo(() => pins.slice(0, HOTTEST).map(({ point }) => point), [pins]);
  const late = [...byArea].sort((a, b) => b.counts.lateNow - a.counts.lateNow).slice(0, 7);
  return (
    <>
      <View className="wall__numbers">
        <Big name="今天上报" value={today?.reported ?? 0} />
        <Big name="今天结案" value={today?.closed ?? 0} tone="solved" />
        <Big name="正在办理" value={totals.openNow} />
        <Big name="已超时" value={totals.lateNow} tone={totals.lateNow > 0 ? 'late' : 'solved'} />
        <Big
          name="按期处置"
          value={
            figures.handledInTime.percent === null ? '—' : `${Math.round(figures.handledInTime.percent)}%`
          }
        />
      </View>
      <View className="wall__panel wall__panel--map" role="region" aria-label="哪里最集中">
        <View className="wall__subject" role="heading" aria-level={2}>
          哪里最集中
        </View>
        <DistrictMap
          className="wall__map"
          label={`在办案件最集中的地方：${pins
            .slice(0, 3)
            .map((pin) => pin.label)
            .join('；')}`}
          pins={pins}
          show={shown}
          still
        />
        <View className="wall__note">圈里是件数；红色有超时的</View>
      </View>
      <View className="wall__panel" role="region" aria-label="哪里超时">
        <View className="wall__subject" role="heading" aria-level={2}>
          哪里超时
        </View>
        <BarChart
          label="各地已超时的件数"
          bars={late.map(({ place, counts }) => ({
            label: place.name,
            value: counts.lateNow,
            text: `${counts.lateNow} / ${counts.openNow}`,
          }))}
        />
        <View className="wall__note">超时 / 在办</View>
      </View>
      <View className="wall__panel" role="region" aria-label="近两周">
        <View className="wall__subject" role="heading" aria-level={2}>
          近两周
        </View>
        <ColumnChart
          label="近两周每天上报和结案的数量"
          names={['上报', '结案']}
          columns={byDay.map(({ day, reported, closed }) => ({
            key: day,
            label: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
            values: [reported, closed],
          }))}
        />
      </View>
    </>
  );
}

function Big({ name, value, tone }: { name: string; value: number | string; tone?: 'solved' | 'late' }) {
  return (
    <View className={classNames('wall__big', tone && `wall__big--${tone}`)}>
      <View className="wall__value tabular">{String(value)}</View>
      <View className="wall__name">{name}</View>
    </View>
  );
}

const pinOf = ({ point, open, late }: HotCells['cells'][number]): MapPin => ({
  id: point.join(),
  point,
  label: late > 0 ? `${open} 件在办，其中 ${late} 件超时` : `${open} 件在办`,
  tone: late > 0 ? 'late' : 'neutral',
  sign: String(open),
  count: open,
  size: Math.min(72, 28 + 9 * Math.sqrt(open)),
});

const clockWords = (at: Date) =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
