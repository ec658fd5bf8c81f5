import { Text, View } from '@tarojs/components';
import './failure-line.scss';
import { Icon } from './icon';

/** Why the last thing asked for did not work, beside the button that asked. */
export function FailureLine({ message }: { message: string | null | undefined }) {
  if (!message) return null;
  return (
    <View className="failure-line" role="alert">
      <Icon name="late" size="small" />
      <Text>{message}</Text>
    </View>
  );
}
