import { areaKinds, placeKindLabels } from '@gongzhi/shared/places/labels';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Empty, ErrorPanel } from '../../../components/notice';
import { PictureStrip } from '../../../components/picture-strip';
import { Skeleton } from '../../../components/skeleton';
import { Tag } from '../../../components/state-tag';
import { readPlace } from '../../../features/places/api';
import { CorrectPlace } from '../../../features/places/correct-place';
import { DistrictMap } from '../../../features/places/district-map';
import { PlaceFields } from '../../../features/places/place-fields';
import { Screen } from '../../../features/shell/screen';
import { WhoCard } from '../../../features/who-answers/who-card';
import { assetAddress } from '../../../platform/address';
import { go } from '../../../platform/navigate';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

/** The public record of one place; who walks the street may put it right here. */
export default function PlacePage() {
  const { id = '' } = useRouter().params;
  const { data: place, failure, reload, put } = useRemote(`place-${id}`, () => readPlace(id));
  const [correcting, setCorrecting] = useState(false);
  const shown = useMemo(
    () => ({
      pins: place
        ? [{ id: place.id, point: place.centre, label: place.name, tone: 'neutral' as const, sign: '●' }]
        : [],
      shapes: place
        ? [{ id: place.id, geometry: place.geometry, tone: 'chosen' as const, label: place.name }]
        : [],
    }),
    [place],
  );
  if (!place) {
    const missing = failure?.status === 404;
    return (
      <Screen title="地点">
        {missing ? (
          <Empty icon="map" title="没有找到这个地点" action={{ label: '回首页', onPress: () => go('home') }}>
            它可能已经不在档案里，或者链接不完整。
          </Empty>
        ) : null}
        {failure && !missing ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
        {failure ? null : <Skeleton rows={5} />}
      </Screen>
    );
  }
  return (
    <Screen title={place.name}>
      <DistrictMap
        still
        label={`${place.name}的位置`}
        className="place-page__map"
        centre={place.centre}
        zoom={16}
        {...(place.geometry.type === 'Point' ? { pins: shown.pins } : { shapes: shown.shapes })}
      />
      <Card>
        <View className="place-page__head">
          <Text>
            {placeKindLabels[place.kind]} · {place.code}
          </Text>
          {place.retired ? <Tag tone="neutral">已停用</Tag> : null}
          {place.demo ? <Tag tone="neutral">演示绘制</Tag> : null}
        </View>
        <View className="place-page__path">{place.path.map(({ name }) => name).join(' › ')}</View>
        {place.pictures.length > 0 ? (
          <PictureStrip pictures={place.pictures} about={place.name} size="large" address={assetAddress} />
        ) : null}
        <PlaceFields place={place} />
        {place.abilities.correct && !place.retired ? (
          <Button wide kind="plain" icon="edit" name="correct" onPress={() => setCorrecting(true)}>
            改正
          </Button>
        ) : null}
      </Card>
      {place.retired ? null : (
        <WhoCard {...(areaKinds.includes(place.kind) ? { placeId: place.id } : { point: place.centre })} />
      )}
      {correcting ? (
        <CorrectPlace
          place={place}
          onClose={() => setCorrecting(false)}
          onDone={(changed) => {
            put(changed);
            setCorrecting(false);
          }}
        />
      ) : null}
    </Screen>
  );
}
