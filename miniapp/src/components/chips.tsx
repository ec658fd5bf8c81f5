import { Text, View } from '@tarojs/components';
import './chips.scss';
import { classNames } from './class-names';
import { Pressable } from './pressable';

interface ChipsProps<T extends string> {
  label: string;
  chips: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** A filter of a few words, one of them chosen; runs off the side rather than wrap. */
export function Chips<T extends string>({ label, chips, value, onChange }: ChipsProps<T>) {
  return (
    <View className="chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <Pressable
          key={chip.value}
          className="chips__target"
          pressed={chip.value === value}
          onPress={() => onChange(chip.value)}
        >
          <Text className={classNames('chips__chip', chip.value === value && 'chips__chip--chosen')}>
            {chip.label}
          </Text>
        </Pressable>
      ))}
    </View>
  );
}
