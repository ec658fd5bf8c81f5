import { classNames } from './class-names';
import type { PressableProps } from './pressable.types';

export function Pressable(props: PressableProps) {
  const { children, className, onPress, disabled, label, pressed, expanded, role, selected, current, name } =
    props;
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
      {...chosenness(role, selected)}
      aria-current={current ? 'page' : undefined}
      data-name={name}
    >
      {children}
    </button>
  );
}

/** One of several says in its role's own attribute whether it is the chosen one. */
function chosenness(role: PressableProps['role'], selected: boolean | undefined) {
  if (role === 'tab' || role === 'option') return { 'aria-selected': selected };
  return role === 'radio' ? { 'aria-checked': selected } : {};
}
