import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { useEffect, useMemo, useState } from 'react';
import { Icon } from '../../components/icon';
import { Pressable } from '../../components/pressable';
import { nearbyIssues } from '../../features/issues/api';
import { MapSummary } from '../../features/issues/map-summary';
import { pinsOf } from '../../features/issues/pins';
import { DistrictMap } from '../../features/places/district-map';
import { now } from '../../platform/clock';
import { whereAmI } from '../../platform/location';
import { go } from '../../platform/navigate';
import { useRemote } from '../../platform/use-remote';

/** So many of the nearest cases are in the picture when the map opens. */
const AT_ONCE = 8;

/** What is open near here, as pins, and the way to the same cases as a list. */
export function Around() {
  const [here, setHere] = useState<LngLat | null>(null);
  useEffect(() => {
    void whereAmI().then(setHere);
  }, []);
  const { data, failure } = useRemote(`home-${here?.join()}`, () =>
    nearbyIssues({
      ...(here && { lng: here[0], lat: here[1] }),
      radius: here ? 2000 : 5000,
      group: 'open',
      limit: 100,
    }),
  );
  const pins = useMemo(() => pinsOf(data?.items ?? [], now()), [data]);
  const shown = useMemo(() => {
    const nearest = pins.slice(0, AT_ONCE).map(({ point }) => point);
    return nearest.length > 0 && here ? [here, ...nearest] : nearest;
  }, [pins, here]);
  return (
    <View className="home__around">
      <DistrictMap
        className="home__map"
        label="身边正在办理的案件；下面的按钮打开同样内容的列表"
        centre={here}
        zoom={here ? 15 : 13}
        me={here}
        pins={pins}
        show={shown}
        onPinPress={(id) => go('case', { id })}
      />
      <Pressable className="home__map-words" onPress={() => go('nearby')}>
        <View className="home__map-line">
          {data ? (
            <MapSummary pins={pins} where="身边" />
          ) : (
            <View role="status">{failure ? failure.message : '正在看附近有什么…'}</View>
          )}
          <Icon name="forward" size="small" />
        </View>
      </Pressable>
    </View>
  );
}
