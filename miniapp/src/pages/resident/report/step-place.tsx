import type { LngLat } from '@gongzhi/shared/fields';
import type { PlacesAtPoint } from '@gongzhi/shared/places/schema';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FailureLine } from '../../../components/failure-line';
import { errorId, Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { ListRow } from '../../../components/list-row';
import { TextInput } from '../../../components/text-input';
import { distanceWords } from '../../../components/when';
import type { Missing, ReportDraft, ReportForm } from '../../../features/issues/drafts/report-draft';
import { placesAt } from '../../../features/places/api';
import { DistrictMap } from '../../../features/places/district-map';
import { PlaceSearch } from '../../../features/places/place-search';
import { findMe, whereAmI } from '../../../platform/location';
import { useOnline } from '../../../platform/network';
import { useAbout } from '../../../platform/server';
import { useRemote } from '../../../platform/use-remote';

interface StepPlaceProps {
  draft: ReportDraft;
  /** What has to be answered before going on, once somebody tried. */
  missing: Missing;
  onChange: (next: Partial<ReportForm>) => void;
}

interface StepPlaceWithName extends StepPlaceProps {
  /** Told what the place is called once it is known. */
  onPlaceName: (name: string) => void;
}

export function StepPlace({ draft, missing, onChange, onPlaceName }: StepPlaceWithName) {
  return draft.typed ? (
    <TypedPlace draft={draft} missing={missing} onChange={onChange} />
  ) : (
    <PointOnMap draft={draft} missing={missing} onChange={onChange} onPlaceName={onPlaceName} />
  );
}

/** The place is guessed from the picture or the device; the person drags the pin where it belongs. */
function PointOnMap({ draft, missing, onChange, onPlaceName }: StepPlaceWithName) {
  const about = useAbout();
  const online = useOnline();
  const fromPicture = draft.pictures.find(({ uploaded }) => uploaded?.point)?.uploaded?.point ?? null;
  const [asking, setAsking] = useState(false);
  const locate = async (find: typeof whereAmI) => {
    setAsking(true);
    const here = await find();
    setAsking(false);
    if (here) onChange({ point: here, origin: 'gps' });
    return here;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: guesses once, when the question is asked
  useEffect(() => {
    if (draft.point) return;
    if (fromPicture) onChange({ point: fromPicture, origin: 'picture' });
    else void locate(whereAmI);
  }, []);
  const point = draft.point;
  const { data, failure } = useRemote(point ? `at-${point.join()}` : null, () => placesAt(point as LngLat));
  const name = point ? data?.address : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes
  useEffect(() => {
    if (name !== undefined) onPlaceName(name);
  }, [name, point?.join()]);
  const move = (to: LngLat) => onChange({ point: to, origin: 'pin' });
  return (
    <View>
      <PlaceSearch label="找地点" placeholder="路名、小区或店名" onChoose={({ centre }) => move(centre)} />
      <DistrictMap
        className="report__map"
        label="拖动图钉到问题所在处；也可以在上面搜索地点"
        centre={point ?? about?.map.centre ?? null}
        zoom={point ? 16 : 13}
        picked={point}
        onPick={move}
      />
      <View className="report__located">
        <Icon name="around" />
        <Text className="report__address" role="status">
          {placeWords({ point, asking, origin: draft.origin, at: data, online })}
        </Text>
        <Button kind="quiet" icon="locate" busy={asking} onPress={() => void locate(findMe)}>
          我的位置
        </Button>
      </View>
      <FailureLine message={missing.point ?? (online ? failure?.message : null)} />
      {data && data.nearest.length > 0 ? (
        <Card flush title="在这些地方附近吗？">
          {data.nearest.slice(0, 3).map((place) => (
            <ListRow
              key={place.id}
              title={place.name}
              note={distanceWords(place.distanceMetres)}
              onPress={() => move(place.point)}
            />
          ))}
        </Card>
      ) : null}
      <Field id="report-address" label="再说具体一点（可不填）">
        <TextInput
          id="report-address"
          value={draft.address}
          maxLength={120}
          placeholder="比如：东门往北第二根电线杆旁"
          onChange={(address) => onChange({ address })}
        />
      </Field>
      <Button kind="quiet" onPress={() => onChange({ typed: true })}>
        地图上说不清，改为写地址
      </Button>
    </View>
  );
}

interface PlaceWords {
  point: LngLat | null;
  asking: boolean;
  origin: ReportDraft['origin'];
  at: PlacesAtPoint | null;
  online: boolean;
}

function placeWords({ point, asking, origin, at, online }: PlaceWords): string {
  if (!point) return asking ? '正在看您在哪里…' : '在地图上点一下，或搜索地点';
  if (!at) return online ? '正在看这是哪里…' : '位置记下了；没有网络，看不到地名';
  if (!at.inside) return '这里不在本区范围内，请把图钉移到本区';
  const by = { gps: '（按您现在的位置）', picture: '（按照片里的位置）', pin: '' }[origin];
  return `${at.address}${by}`;
}

function TypedPlace({ draft, missing, onChange }: StepPlaceProps) {
  return (
    <View>
      <Card title="哪个社区（村）？">
        <FailureLine message={missing.community} />
        {draft.community ? (
          <ListRow
            icon="around"
            title={draft.community.name}
            aside={
              <Button kind="quiet" onPress={() => onChange({ community: null })}>
                换一个
              </Button>
            }
          />
        ) : (
          <PlaceSearch
            label="找社区"
            placeholder="社区或村的名字"
            kind="community,village"
            showAll
            onChoose={({ id, name }) => onChange({ community: { id, name } })}
          />
        )}
      </Card>
      <Field id="report-typed-address" label="地址" hint="写到别人能找到为止" error={missing.address}>
        <TextInput
          id="report-typed-address"
          value={draft.address}
          invalid={missing.address !== undefined}
          describedBy={errorId('report-typed-address')}
          maxLength={120}
          lines={2}
          placeholder="比如：景潭花园一期 12 幢楼下"
          onChange={(address) => onChange({ address })}
        />
      </Field>
      <Button kind="quiet" icon="map" onPress={() => onChange({ typed: false })}>
        还是在地图上指
      </Button>
    </View>
  );
}
