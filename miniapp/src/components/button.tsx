import { Text } from '@tarojs/components';
import './button.scss';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon-names';
import { Pressable } from './pressable';

interface ButtonProps {
  children: string;
  onPress: () => void;
  /** `main` once a screen; `plain` for what else can be done; `danger` for what cannot be undone. */
  kind?: 'main' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  disabled?: boolean;
  /** Shows that it is under way and takes no second press. */
  busy?: boolean;
  wide?: boolean;
  label?: string;
  name?: string;
}

export function Button({
  children,
  onPress,
  kind = 'main',
  icon,
  disabled,
  busy,
  wide,
  label,
  name,
}: ButtonProps) {
  return (
    <Pressable
      className={classNames('button', `button--${kind}`, wide && 'button--wide')}
      onPress={onPress}
      disabled={disabled || busy}
      label={label}
      name={name}
    >
      {icon ? <Icon name={icon} size="small" /> : null}
      <Text className="button__words">{busy ? '请稍候…' : children}</Text>
    </Pressable>
  );
}
