import { View } from '@tarojs/components';
import { Icon } from './icon';
import { Pressable } from './pressable';
import './star-rating.scss';

const words = ['', '很不满意', '不满意', '一般', '满意', '很满意'];

/** One to five, with the words for it. */
export function StarRating({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <View className="stars" role="radiogroup" aria-label={label}>
      <View className="stars__label">{label}</View>
      <View className="stars__row">
        {[1, 2, 3, 4, 5].map((score) => (
          <Pressable
            key={score}
            className={score <= value ? 'stars__star stars__star--on' : 'stars__star'}
            role="radio"
            selected={score === value}
            label={`${score} 分，${words[score]}`}
            onPress={() => onChange(score)}
          >
            <Icon name={score <= value ? 'star-full' : 'star'} size="large" />
          </Pressable>
        ))}
        <View className="stars__words" role="status">
          {words[value] ?? ''}
        </View>
      </View>
    </View>
  );
}
