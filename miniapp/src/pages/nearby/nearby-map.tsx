import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { useEffect, useMemo, useState } from 'react';
import { FailureLine } from '../../components/failure-line';
import { nearbyIssues } from '../../features/issues/api';
import { IssueRow } from '../../features/issues/issue-row';
import { pinsOf } from '../../features/issues/pins';
import { DistrictMap } from '../../features/places/district-map';
import { now } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useAbout } from '../../platform/server';
import { useDelayed } from '../../platform/use-delayed';
import { useRemote } from '../../platform/use-remote';

interface NearbyMapProps {
  here: LngLat | null;
  filter: { group: 'open' | 'closed'; groupCode?: string };
}

/** Cases in the part of the map one looks at. A pressed pin shows its case below. */
export function NearbyMap({ here, filter }: NearbyMapProps) {
  const about = useAbout();
  const start = here ?? about?.map.centre ?? null;
  const [seen, setSeen] = useState<{ centre: LngLat; radius: number } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const area = useDelayed(seen, 250) ?? (start && { centre: start, radius: here ? 1500 : 4000 });
  const [lng, lat] = area?.centre ?? [0, 0];
  const radius = Math.min(5000, Math.max(50, area?.radius ?? 1000));
  const { data, failure } = useRemote(area ? JSON.stringify([area, filter]) : null, () =>
    nearbyIssues({ lng, lat, radius, ...filter, limit: 200 }),
  );
  // What was found stays on the map while the next part of it loads.
  const [items, setItems] = useState(data?.items ?? []);
  useEffect(() => {
    if (data) setItems(data.items);
  }, [data]);
  const pins = useMemo(() => pinsOf(items, now()), [items]);
  const issue = items.find(({ id }) => id === chosen);
  return (
    <View>
      <FailureLine message={failure?.message} />
      <View className="nearby__frame">
        <DistrictMap
          className="nearby__canvas"
          label="身边的案件"
          centre={start}
          zoom={here ? 15 : 14}
          me={here}
          pins={pins}
          onPinPress={setChosen}
          onMove={(centre, radiusMetres) => setSeen({ centre, radius: radiusMetres })}
        />
        {issue ? (
          <View className="nearby__chosen">
            <IssueRow issue={issue} onPress={() => go('case', { id: issue.id })} />
          </View>
        ) : null}
      </View>
      <View className="nearby__count" role="status">
        {`这一片有 ${items.length}${items.length === 200 ? ' 件以上' : ' 件'}，点图钉看是什么`}
      </View>
    </View>
  );
}
