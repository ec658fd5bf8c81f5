import { classNames } from './class-names';
import './text-input.scss';
import type { TextInputProps } from './text-input.types';

const types = {
  text: 'text',
  number: 'text',
  phone: 'tel',
  password: 'password',
  search: 'search',
  date: 'date',
};

export function TextInput(props: TextInputProps) {
  const {
    value,
    onChange,
    id,
    placeholder,
    kind = 'text',
    lines,
    maxLength,
    invalid,
    describedBy,
    label,
  } = props;
  const common = {
    id,
    value,
    placeholder,
    maxLength,
    disabled: props.disabled,
    className: classNames('text-input', invalid && 'text-input--invalid', lines && 'text-input--lines'),
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
  };
  if (lines) return <textarea {...common} rows={lines} onChange={(event) => onChange(event.target.value)} />;
  return (
    <input
      {...common}
      type={types[kind]}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      autoComplete={kind === 'password' ? 'current-password' : undefined}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onEnter?.();
      }}
    />
  );
}
