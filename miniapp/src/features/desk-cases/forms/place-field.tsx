import type { LngLat } from '@gongzhi/shared/fields';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { useState } from 'react';
import { Combobox } from '../../../components/combobox';
import { TextInput } from '../../../components/text-input';
import { failureOf } from '../../../platform/failure';
import { placesAt, searchPlaces } from '../api';
import { useDeskTools } from '../desk-tools';
import type { PickedPlace } from '../picked-place';

interface PlaceFieldProps {
  id: string;
  value: PickedPlace;
  onChange: (place: PickedPlace) => void;
  /** Where the map opens while nothing is picked. */
  near?: LngLat | null;
  invalid?: boolean;
}

/** Where it is: by the name of a place, or by pressing on the map; the address is proposed and can be changed. */
export function PlaceField({ id, value, onChange, near, invalid }: PlaceFieldProps) {
  const { DistrictMap } = useDeskTools();
  const [note, setNote] = useState<string | null>(null);
  const pick = async (point: LngLat) => {
    onChange({ point, address: value.address });
    try {
      const { inside, address } = await placesAt(point);
      setNote(inside ? null : '这个地点不在本区范围内');
      onChange({ point, address: address || value.address });
    } catch (thrown) {
      setNote(failureOf(thrown).message);
    }
  };
  return (
    <div className="desk-place">
      <Combobox
        id={`${id}-search`}
        label="找地点"
        value={null}
        onChange={(place) => place && void pick(place.centre)}
        search={findPlaces}
        placeholder="小区、道路、店名或拼音首字母"
        name="place-search"
      />
      <DistrictMap
        className="desk-place__map"
        label="在地图上点选位置"
        centre={value.point ?? near ?? null}
        picked={value.point}
        onPick={(point) => void pick(point)}
        zoom={(value.point ?? near) ? 16 : 13}
      />
      {note ? (
        <div className="desk-form__warning" role="status">
          {note}
        </div>
      ) : null}
      <TextInput
        id={id}
        label="位置说明"
        value={value.address}
        maxLength={120}
        placeholder="在地图上点一下，或写门牌、路口"
        invalid={invalid ?? false}
        onChange={(address) => onChange({ ...value, address })}
      />
    </div>
  );
}

async function findPlaces(words: string) {
  if (!words) return [];
  const { items } = await searchPlaces({ q: words });
  return items.map(({ id, name, kind, centre, path }) => ({
    id,
    name,
    centre,
    note: [placeKindLabels[kind], path.at(-1)?.name].filter(Boolean).join(' · '),
  }));
}
