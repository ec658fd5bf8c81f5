import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-names';
import './list-row.scss';
import { Pressable } from './pressable';

interface ListRowProps {
  title: string;
  note?: string;
  icon?: IconName;
  /** A number that wants to be seen. */
  badge?: number;
  aside?: ReactNode;
  onPress?: () => void;
}

/** One line of a list that leads somewhere. */
export function ListRow({ title, note, icon, badge, aside, onPress }: ListRowProps) {
  const content = (
    <View className="row__inner">
      {icon ? <Icon name={icon} /> : null}
      <View className="row__text">
        <Text className="row__title">{title}</Text>
        {note ? <View className="row__note">{note}</View> : null}
      </View>
      {aside}
      {badge ? <View className="row__badge tabular">{badge > 99 ? '99+' : String(badge)}</View> : null}
      {onPress ? <Icon name="forward" size="small" /> : null}
    </View>
  );
  return onPress ? (
    <Pressable className="row" onPress={onPress}>
      {content}
    </Pressable>
  ) : (
    <View className="row">{content}</View>
  );
}
