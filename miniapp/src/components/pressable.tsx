import { View } from '@tarojs/components';
import { classNames } from './class-names';
import type { PressableProps } from './pressable.types';

export function Pressable({
  children,
  className,
  onPress,
  disabled,
  label,
  role,
  selected,
  pressed,
}: PressableProps) {
  return (
    <View
      className={classNames('pressable', disabled && 'pressable--disabled', className)}
      hoverClass={disabled ? 'none' : 'pressable--held'}
      onClick={disabled ? undefined : onPress}
      role={role ?? 'button'}
      aria-label={label}
      aria-checked={selected ?? pressed}
      aria-disabled={disabled}
    >
      {children}
    </View>
  );
}
