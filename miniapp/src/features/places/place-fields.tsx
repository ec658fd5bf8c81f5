import { fieldText } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { View } from '@tarojs/components';
import './place-fields.scss';

/** What is recorded of a place, as far as the reader may see it. */
export function PlaceFields({ place }: { place: PlaceDetail }) {
  const filled = placeKindTable[place.kind].fields.filter(({ key }) => place.fields[key] !== undefined);
  if (filled.length === 0) return null;
  return (
    <View className="place-fields">
      {filled.map(({ key, label, type }) => {
        const text = fieldText(place.fields[key]);
        const name = type === 'organisation' ? place.organisations[text] : undefined;
        return (
          <View key={key} className="place-fields__row">
            <View className="place-fields__label">{label}</View>
            <View className="place-fields__value">{name ?? text}</View>
          </View>
        );
      })}
    </View>
  );
}
