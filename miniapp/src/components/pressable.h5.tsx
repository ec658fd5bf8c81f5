import { classNames } from './class-names';
import type { PressableProps } from './pressable.types';

export function Pressable(props: PressableProps) {
  const { children, className, onPress, disabled, label, pressed, expanded, role, selected, current, name } = props;
  return (
    <button
      type="button"
      className={classNames('pressable', disabled && 'pressable--disabled', className)}
      onClick={onPress}
      disabled={disabled}
      role={role === 'button' ? undefined : role}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-selected={role === 'tab' || role === 'option' ? selected : undefined}
      aria-checked={role === 'radio' ? selected : undefined}
      aria-current={current ? 'page' : undefined}
      data-name={name}
    >
      {children}
    </button>
  );
}
