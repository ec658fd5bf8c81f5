import type { LngLat } from '@gongzhi/shared/fields';
import { useEffect, useMemo, useState } from 'react';
import { Card } from '../../../components/card';
import { ListRow } from '../../../components/list-row';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { openToilets } from '../../../features/places/api';
import { DistrictMap } from '../../../features/places/district-map';
import { Screen } from '../../../features/shell/screen';
import { whereAmI } from '../../../platform/location';
import { go } from '../../../platform/navigate';
import { useAbout } from '../../../platform/server';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

const metres = (distance: number) =>
  distance < 1000 ? `${distance} 米` : `${(distance / 1000).toFixed(1)} 公里`;

/** The nearest public toilets that are open now; without a position, those around the middle of the district. */
export default function ToiletsPage() {
  const about = useAbout();
  const [me, setMe] = useState<LngLat | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void whereAmI().then((point) => {
      setMe(point);
      setAsked(true);
    });
  }, []);
  const from = me ?? about?.map.centre ?? null;
  const ready = asked && from !== null;
  const { data, failure, reload } = useRemote(ready ? `toilets-${from.join()}` : null, () =>
    openToilets(from as LngLat),
  );
  const pins = useMemo(
    () =>
      (data ?? []).map(({ id, point, name }) => ({
        id,
        point,
        label: name,
        tone: 'neutral' as const,
        sign: '厕',
      })),
    [data],
  );
  return (
    <Screen title="找公厕">
      <DistrictMap
        label="附近开放的公厕"
        className="toilets__map"
        centre={from}
        me={me}
        pins={pins}
        fit={data ? data.length : 0}
        onPinPress={(id) => go('place', { id })}
      />
      {!data && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={4} /> : null}
      {data?.length === 0 ? <Empty icon="toilet" title="5 公里内没有此刻开放的公厕" /> : null}
      {data && data.length > 0 ? (
        <Card flush title={me ? '离您最近' : '不知道您在哪里，先列区中心附近的'}>
          {data.map(({ id, name, distanceMetres, fields, open }) => (
            <ListRow
              key={id}
              icon="toilet"
              title={name}
              note={[
                me ? metres(distanceMetres) : '',
                open === null ? '开放时间请看现场' : String(fields.openHours ?? ''),
                fields.accessible ? '有无障碍厕位' : '',
              ]
                .filter(Boolean)
                .join(' · ')}
              onPress={() => go('place', { id })}
            />
          ))}
        </Card>
      ) : null}
    </Screen>
  );
}
