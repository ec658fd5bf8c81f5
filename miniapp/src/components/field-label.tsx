import { View } from '@tarojs/components';

export function FieldLabel({ children }: { id: string; children: string }) {
  return <View className="field__label">{children}</View>;
}
