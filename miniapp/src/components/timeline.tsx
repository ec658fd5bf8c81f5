import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './timeline.scss';

export interface TimelineItem {
  key: string;
  when: string;
  title: string;
  by: string;
  words: string;
  tone?: 'solved' | 'refused' | 'now';
  below?: ReactNode;
}

/** What happened, newest first, one dot a step. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <View className="timeline" role="list">
      {items.map((item) => (
        <View
          key={item.key}
          className={`timeline__item timeline__item--${item.tone ?? 'past'}`}
          role="listitem"
        >
          <View className="timeline__title">{item.title}</View>
          {item.words ? <View className="timeline__words">{item.words}</View> : null}
          {item.below}
          <View className="timeline__when tabular">{`${item.when} · ${item.by}`}</View>
        </View>
      ))}
    </View>
  );
}
