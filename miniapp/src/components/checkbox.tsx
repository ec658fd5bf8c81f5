import { Text, View } from '@tarojs/components';
import './checkbox.scss';
import type { CheckboxProps } from './checkbox.types';
import { classNames } from './class-names';
import { Icon } from './icon';
import { Pressable } from './pressable';

export function Checkbox({ label, note, checked, onChange }: CheckboxProps) {
  return (
    <Pressable className="checkbox" role="radio" selected={checked} onPress={() => onChange(!checked)}>
      <View className={classNames('checkbox__mark', checked && 'checkbox__mark--on')}>
        {checked ? <Icon name="check" size="small" /> : null}
      </View>
      <View>
        <Text>{label}</Text>
        {note ? <View className="checkbox__note">{note}</View> : null}
      </View>
    </Pressable>
  );
}
