import { Text, View } from '@tarojs/components';
import { classNames } from './class-names';
import { Pressable } from './pressable';
import './tabs.scss';

interface TabsProps<T extends string> {
  label: string;
  tabs: readonly { value: T; label: string; count?: number }[];
  value: T;
  onChange: (value: T) => void;
}

/** Parts of one page, one shown at a time. */
export function Tabs<T extends string>({ label, tabs, value, onChange }: TabsProps<T>) {
  return (
    <View className="tabs" role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <Pressable
          key={tab.value}
          className={classNames('tabs__tab', tab.value === value && 'tabs__tab--chosen')}
          role="tab"
          selected={tab.value === value}
          onPress={() => onChange(tab.value)}
        >
          <Text>{tab.label}</Text>
          {tab.count === undefined ? null : <Text className="tabs__count tabular">{String(tab.count)}</Text>}
        </Pressable>
      ))}
    </View>
  );
}
