import { Text, View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import type { IconName } from '../../components/icon-names';
import { Pressable } from '../../components/pressable';
import { go } from '../../platform/navigate';
import { meStore } from '../../platform/session';
import { useStore } from '../../platform/store';
import './tab-bar.scss';

export type TabName = 'home' | 'nearby' | 'me';

export const tabs: readonly { name: TabName; label: string; icon: IconName }[] = [
  { name: 'home', label: '首页', icon: 'home' },
  { name: 'nearby', label: '身边', icon: 'around' },
  { name: 'me', label: '我的', icon: 'me' },
];

/** The tabs with the round button to report in the middle. 议事 joins them once there is something to discuss. */
export function TabBar({ current }: { current: TabName }) {
  const unread = useStore(meStore)?.unread ?? 0;
  const [home, nearby, mine] = tabs.map(({ name, label, icon }) => (
    <Pressable
      key={name}
      className={classNames('tab-bar__tab', name === current && 'tab-bar__tab--current')}
      role="link"
      current={name === current}
      label={name === 'me' && unread > 0 ? `${label}，${unread} 条未读` : label}
      onPress={() => go(name)}
    >
      <Icon name={icon} />
      <Text className="tab-bar__label">{label}</Text>
      {name === 'me' && unread > 0 ? <View className="tab-bar__dot" /> : null}
    </Pressable>
  ));
  return (
    <View className="tab-bar" role="navigation" aria-label="主要页面">
      {home}
      {nearby}
      <Pressable className="tab-bar__tab tab-bar__tab--report" label="上报问题" onPress={() => go('report')}>
        <View className="tab-bar__round">
          <Icon name="camera" />
        </View>
        <Text className="tab-bar__label">上报</Text>
      </Pressable>
      {mine}
    </View>
  );
}
