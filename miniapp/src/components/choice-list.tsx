import { Text, View } from '@tarojs/components';
import './choice-list.scss';
import type { ChoiceListProps } from './choice-list.types';
import { classNames } from './class-names';
import { Pressable } from './pressable';

export function ChoiceList<T extends string>(props: ChoiceListProps<T>) {
  const { label, choices, value, onChange, layout = 'list', hideLabel, error } = props;
  return (
    <View className="choices" role="radiogroup" aria-label={label}>
      {hideLabel ? null : <View className="choices__label">{label}</View>}
      {error ? (
        <View className="choices__error" role="alert">
          {error}
        </View>
      ) : null}
      <View className={`choices__${layout}`}>
        {choices.map((choice) => (
          <Pressable
            key={choice.value}
            className={classNames('choice', choice.value === value && 'choice--chosen')}
            role="radio"
            selected={choice.value === value}
            onPress={() => onChange(choice.value)}
          >
            <View className="choice__mark" />
            <View className="choice__text">
              <Text className="choice__words">{choice.label}</Text>
              {choice.note ? <View className="choice__note">{choice.note}</View> : null}
            </View>
          </Pressable>
        ))}
      </View>
    </View>
  );
}
