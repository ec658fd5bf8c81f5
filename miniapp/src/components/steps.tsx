import { View } from '@tarojs/components';
import './steps.scss';

/** How far one is through a few questions. */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  return (
    <View className="steps">
      <View className="steps__track" aria-hidden="true">
        {names.map((name, index) => (
          <View key={name} className={index <= current ? 'steps__part steps__part--done' : 'steps__part'} />
        ))}
      </View>
      <View className="steps__words" role="status">{`第 ${current + 1} 步，共 ${names.length} 步`}</View>
    </View>
  );
}
