import { View } from '@tarojs/components';
import { Icon } from './icon';
import './search-box.scss';
import { TextInput } from './text-input';

interface SearchBoxProps {
  value: string;
  label: string;
  placeholder: string;
  onChange: (value: string) => void;
  onEnter?: () => void;
}

export function SearchBox({ value, label, placeholder, onChange, onEnter }: SearchBoxProps) {
  return (
    <View className="search-box" role="search">
      <Icon name="search" size="small" />
      <TextInput
        kind="search"
        value={value}
        label={label}
        placeholder={placeholder}
        maxLength={40}
        onChange={onChange}
        {...(onEnter ? { onEnter } : {})}
      />
    </View>
  );
}
