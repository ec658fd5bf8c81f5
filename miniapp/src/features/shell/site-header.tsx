import { Text, View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Pressable } from '../../components/pressable';
import { useMe } from '../../platform/login';
import { go, type PageName } from '../../platform/navigate';
import { useAbout } from '../../platform/server';
import './site-header.scss';

const links: readonly { page: PageName; label: string }[] = [
  { page: 'home', label: '首页' },
  { page: 'nearby', label: '身边' },
  { page: 'report', label: '上报' },
  { page: 'figures', label: '公开数据' },
];

/** The top of every page where there is room for it (≥ 1024 px); phones have the tab bar. */
export function SiteHeader({ current }: { current?: string | undefined }) {
  const about = useAbout();
  const me = useMe();
  return (
    <View className="site-header">
      <View className="site-header__inner">
        <Text className="site-header__name">{about?.district ? `${about.district.name}共治` : '共治'}</Text>
        <View className="site-header__links" role="navigation" aria-label="主要页面">
          {links.map(({ page, label }) => (
            <Pressable
              key={page}
              className={classNames('site-header__link', page === current && 'site-header__link--current')}
              role="link"
              current={page === current}
              onPress={() => go(page)}
            >
              {label}
            </Pressable>
          ))}
          {me && me.desks.length > 0 ? (
            <Pressable className="site-header__link" role="link" onPress={() => go('desk')}>
              工作台
            </Pressable>
          ) : null}
        </View>
        <Pressable className="site-header__link" role="link" onPress={() => go(me ? 'me' : 'signIn')}>
          {me ? `${me.name}${me.unread > 0 ? `（${me.unread} 条新消息）` : ''}` : '登录'}
        </Pressable>
      </View>
    </View>
  );
}
