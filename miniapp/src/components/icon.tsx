import { View } from '@tarojs/components';
import { classNames } from './class-names';
import './icon.scss';
import type { IconName } from './icon-names';

interface IconProps {
  name: IconName;
  size?: 'small' | 'normal' | 'large';
}

/** A drawing beside words. It says nothing by itself: the words do. */
export function Icon({ name, size = 'normal' }: IconProps) {
  return (
    <View
      aria-hidden="true"
      className={classNames('icon', `icon--${name}`, size !== 'normal' && `icon--${size}`)}
    />
  );
}
