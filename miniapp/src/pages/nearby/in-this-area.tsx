import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { nearbyIssues } from '../../features/issues/api';
import { IssueRow } from '../../features/issues/issue-row';
import { MapSummary } from '../../features/issues/map-summary';
import { pinsOf } from '../../features/issues/pins';
import { DistrictMap } from '../../features/places/district-map';
import { now } from '../../platform/clock';
import type { MapPin } from '../../platform/map.types';
import { go } from '../../platform/navigate';
import { useDelayed } from '../../platform/use-delayed';
import { usePortions } from '../../platform/use-portions';
import { useRemote } from '../../platform/use-remote';
import type { NearbyFilter, NearbyView } from './filter';

interface InThisAreaProps {
  view: NearbyView;
  here: LngLat | null;
  filter: NearbyFilter;
  onShow: (view: NearbyView) => void;
}

interface Area {
  /** null: the middle of the district. */
  centre: LngLat | null;
  radius: number;
  /** The person moved the map there. */
  moved: boolean;
}

const none: readonly never[] = [];
const FARTHEST = 5000;
const MOST = 200;
/** So many of the nearest cases are in the picture when the map opens. */
const AT_ONCE = 8;

/** The cases of one area, nearest first, and the same ones as pins. Moving the map moves the area. */
export function InThisArea({ view, here, filter, onShow }: InThisAreaProps) {
  const [chosenArea, setArea] = useState<Area | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const settled = useDelayed(chosenArea, 250);
  const area = settled ?? { centre: here, radius: here ? 1500 : FARTHEST, moved: false };
  const { centre, radius, moved } = area;
  const { data, failure, reload } = useRemote(JSON.stringify([area, filter]), () =>
    nearbyIssues({
      ...(centre && { lng: centre[0], lat: centre[1] }),
      radius,
      ...filter,
      limit: MOST,
    }),
  );
  // What was found stays while the next area loads.
  const [items, setItems] = useState(data?.items ?? null);
  useEffect(() => {
    if (data) setItems(data.items);
  }, [data]);
  const rows = usePortions(items ?? none);
  const pins = useMemo(() => pinsOf(items ?? [], now()), [items]);
  const firstSight = useFirstSight(here, items && pins, moved);
  const issue = items?.find(({ id }) => id === chosen);
  // How far from the person, or not at all: how far from the middle of the map says nothing.
  const fromHere = here !== null && centre?.join() === here.join();

  if (!items && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  return (
    <View className={`nearby nearby--${view}`}>
      <View className="nearby__list">
        {items ? (
          <View className="nearby__count">
            <MapSummary pins={pins} where={moved ? '地图这一片' : fromHere ? '由近及远' : '全区中心一带'} />
          </View>
        ) : (
          <Skeleton rows={5} />
        )}
        {items && items.length > 0 ? (
          <Card flush>
            {rows.map((one) => (
              <IssueRow
                key={one.id}
                issue={fromHere ? one : { ...one, distanceMetres: null }}
                onPress={() => go('case', { id: one.id })}
              />
            ))}
          </Card>
        ) : null}
        {items?.length === 0 ? (
          <Empty
            icon="around"
            title="这一片没有这样的案件"
            action={{ label: '我来上报', onPress: () => go('report') }}
          >
            换个条件，或者看更远一点；看到问题也可以自己上报。
          </Empty>
        ) : null}
        {items && radius < FARTHEST ? (
          <Button
            kind="plain"
            wide
            onPress={() => setArea({ ...area, radius: Math.min(FARTHEST, radius * 2) })}
          >
            看更远的
          </Button>
        ) : null}
      </View>
      <View className="nearby__map">
        <FailureLine message={items ? failure?.message : undefined} />
        <View className="nearby__frame">
          <DistrictMap
            className="nearby__canvas"
            label="身边的案件；“列表”里是同样的案件"
            centre={here}
            zoom={here ? 15 : 13}
            me={here}
            pins={pins}
            show={firstSight}
            chosen={chosen}
            onPinPress={setChosen}
            onMove={(centre, metres) => setArea(movedTo(centre, metres))}
          />
          {issue ? (
            <View className="nearby__chosen" role="status">
              <IssueRow
                issue={{ ...issue, distanceMetres: null }}
                onPress={() => go('case', { id: issue.id })}
              />
            </View>
          ) : null}
        </View>
        <View className="nearby__under">
          <View className="nearby__hint">点图钉看是什么；移动地图看别处</View>
          <Button kind="quiet" icon="list" onPress={() => onShow('list')}>
            看成列表
          </Button>
        </View>
      </View>
    </View>
  );
}

/**
 * The nearest pins are in the picture when the map opens. What is found later moves nothing, nor does what is found
 * first once the person moved the map.
 */
function useFirstSight(
  here: LngLat | null,
  pins: readonly MapPin[] | null,
  moved: boolean,
): readonly LngLat[] {
  const seen = useRef<readonly LngLat[] | null>(null);
  if (!seen.current && moved) seen.current = nothing;
  if (!seen.current && pins) {
    const nearest = pins.slice(0, AT_ONCE).map(({ point }) => point);
    seen.current = here && nearest.length > 0 ? [here, ...nearest] : nearest;
  }
  return seen.current ?? nothing;
}

const nothing: readonly LngLat[] = [];

function movedTo(centre: LngLat, metres: number): Area {
  return { centre, radius: Math.min(FARTHEST, Math.max(50, metres)), moved: true };
}
