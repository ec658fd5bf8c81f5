import { View } from '@tarojs/components';
import './skeleton.scss';

/** The shape of rows that are on their way. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <View className="skeleton" role="status" aria-label="正在加载">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal rows without identity
        <View key={row} className="skeleton__row">
          <View className="skeleton__square" />
          <View className="skeleton__lines">
            <View className="skeleton__line" />
            <View className="skeleton__line skeleton__line--short" />
          </View>
        </View>
      ))}
    </View>
  );
}
