import { isObject, placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { ListRow } from '../../../components/list-row';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { countPlaces, placesWithin } from '../../../features/places/api';
import { DistrictMap } from '../../../features/places/district-map';
import { Screen } from '../../../features/shell/screen';
import { useMe } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { usePages } from '../../../platform/use-pages';
import { useRemote } from '../../../platform/use-remote';
import './index.scss';

const MOST_PINS = 100;

/** What stands in my street or cell, on a map and as a list; each can be opened and put right. */
export default function StreetPage() {
  const me = useMe();
  const areas = useMemo(
    () => (me?.posts ?? []).filter(({ scope }) => scope.kind === 'place').map(({ scope }) => scope),
    [me],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const area = areas.find(({ id }) => id === chosen) ?? areas[0] ?? null;
  return (
    <Screen title="我的街巷" signIn="登录后能看到您负责的地方有什么。">
      {!me ? <Skeleton rows={4} /> : null}
      {me && !area ? (
        <Empty icon="map" title="您还没有负责的地方">
          任命了街巷长、网格员等岗位后，这里列出里面的店铺、公厕和部件。
        </Empty>
      ) : null}
      {areas.length > 1 && area ? (
        <Chips
          label="哪个岗位"
          chips={areas.map(({ id, name }) => ({ value: id, label: name }))}
          value={area.id}
          onChange={setChosen}
        />
      ) : null}
      {area ? <Street key={area.id} id={area.id} name={area.name} /> : null}
    </Screen>
  );
}

function Street({ id, name }: { id: string; name: string }) {
  const counted = useRemote(`counts-${id}`, () => countPlaces(id));
  const [kind, setKind] = useState<PlaceKind | null>(null);
  const kinds = (counted.data?.counts ?? []).filter((each) => isObject(each.kind));
  const shown = kind ?? kinds[0]?.kind ?? null;
  if (!counted.data) {
    return counted.failure ? (
      <ErrorPanel message={counted.failure.message} onRetry={counted.reload} />
    ) : (
      <Skeleton rows={4} />
    );
  }
  if (!shown) {
    return (
      <Empty icon="map" title={`${name}里还没有登记店铺、公厕或部件`}>
        由城管局登记或导入后，会出现在这里。
      </Empty>
    );
  }
  return (
    <View>
      <Chips
        label="看哪一类"
        chips={kinds.map((each) => ({
          value: each.kind,
          label: `${placeKindLabels[each.kind]} ${each.count}`,
        }))}
        value={shown}
        onChange={setKind}
      />
      <Things key={shown} areaId={id} kind={shown} />
    </View>
  );
}

function Things({ areaId, kind }: { areaId: string; kind: PlaceKind }) {
  const { items, failure, loading, complete, more, reload } = usePages(`${areaId}-${kind}`, (cursor) =>
    placesWithin(areaId, kind, cursor),
  );
  const pins = useMemo(
    () =>
      items.slice(0, MOST_PINS).map(({ id, centre, name }) => ({
        id,
        point: centre,
        label: name,
        tone: 'neutral' as const,
        sign: name.slice(0, 1),
      })),
    [items],
  );
  if (items.length === 0 && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (items.length === 0) return loading ? <Skeleton rows={4} /> : <Empty icon="map" title="没有了" />;
  return (
    <View>
      <DistrictMap
        label={`${placeKindLabels[kind]}的位置`}
        className="street__map"
        centre={items[0]?.centre ?? null}
        pins={pins}
        fit={`${kind}-${items.length}`}
        onPinPress={(id) => go('place', { id })}
      />
      <Card flush>
        {items.map(({ id, name, code, path }) => (
          <ListRow
            key={id}
            title={name}
            note={[code, path[path.length - 1]?.name].filter(Boolean).join(' · ')}
            onPress={() => go('place', { id })}
          />
        ))}
      </Card>
      {complete ? null : (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      )}
    </View>
  );
}
