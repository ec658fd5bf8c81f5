import { Input, Picker, Textarea, View } from '@tarojs/components';
import { classNames } from './class-names';
import './text-input.scss';
import type { TextInputProps } from './text-input.types';

export function TextInput(props: TextInputProps) {
  const {
    value,
    onChange,
    placeholder,
    kind = 'text',
    lines,
    maxLength = 140,
    invalid,
    label,
    onEnter,
  } = props;
  const className = classNames('text-input', invalid && 'text-input--invalid', lines && 'text-input--lines');
  if (kind === 'date') {
    return (
      <Picker mode="date" value={value} onChange={({ detail }) => onChange(detail.value)}>
        <View className={className}>{value || placeholder}</View>
      </Picker>
    );
  }
  if (lines) {
    return (
      <Textarea
        className={className}
        value={value}
        maxlength={maxLength}
        placeholder={placeholder}
        autoHeight
        aria-label={label}
        onInput={({ detail }) => onChange(detail.value)}
      />
    );
  }
  return (
    <Input
      className={className}
      value={value}
      type={kind === 'number' || kind === 'phone' ? 'number' : 'text'}
      password={kind === 'password'}
      confirmType={kind === 'search' ? 'search' : 'done'}
      maxlength={maxLength}
      placeholder={placeholder}
      aria-label={label}
      onInput={({ detail }) => onChange(detail.value)}
      onConfirm={onEnter}
    />
  );
}
