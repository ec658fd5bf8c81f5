import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceView } from '@gongzhi/shared/places/schema';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { ListRow } from '../../components/list-row';
import { SearchBox } from '../../components/search-box';
import { useDelayed } from '../../platform/use-delayed';
import { useRemote } from '../../platform/use-remote';
import { findPlaces } from './api';
import './place-search.scss';

interface PlaceSearchProps {
  label: string;
  placeholder: string;
  /** Kinds to look among, comma-separated; all when absent. */
  kind?: string;
  /** Lists places before anything was typed. */
  showAll?: boolean;
  onChoose: (place: PlaceView) => void;
}

/** Finds a place by name or pinyin initials. */
export function PlaceSearch({ label, placeholder, kind, showAll, onChoose }: PlaceSearchProps) {
  const [typed, setTyped] = useState('');
  const q = useDelayed(typed.trim(), 250);
  const asks = q.length > 0 || Boolean(showAll);
  const { data, failure } = useRemote(asks ? `places-${kind ?? ''}-${q}` : null, () => findPlaces(q, kind));
  return (
    <View className="place-search">
      <SearchBox value={typed} label={label} placeholder={placeholder} onChange={setTyped} />
      {asks && data ? (
        <View className="place-search__found">
          {data.items.map((place) => (
            <ListRow
              key={place.id}
              title={place.name}
              note={[placeKindLabels[place.kind], ...place.path.slice(1).map(({ name }) => name)].join(' · ')}
              onPress={() => {
                setTyped('');
                onChoose(place);
              }}
            />
          ))}
          {data.items.length === 0 ? (
            <View className="place-search__none">没有找到，换个说法试试</View>
          ) : null}
        </View>
      ) : null}
      {failure ? <View className="place-search__none">{failure.message}</View> : null}
    </View>
  );
}
