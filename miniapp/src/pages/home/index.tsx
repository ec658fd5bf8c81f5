import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useEffect } from 'react';
import { Card } from '../../components/card';
import { Icon } from '../../components/icon';
import type { IconName } from '../../components/icon-names';
import { ListRow } from '../../components/list-row';
import { Pressable } from '../../components/pressable';
import { DraftLine } from '../../features/issues/drafts/draft-line';
import { ElderlySwitch } from '../../features/shell/elderly-switch';
import { Screen } from '../../features/shell/screen';
import { expectAtFirst } from '../../platform/first-page';
import { learnMe, useMe } from '../../platform/login';
import { go, type PageName } from '../../platform/navigate';
import { useElderly } from '../../platform/preferences';
import { useAbout } from '../../platform/server';
import { isSignedIn } from '../../platform/session';
import { Around } from './around';
import { Changes } from './changes';
import './index.scss';
import { Solved } from './solved';
import { Workbench } from './workbench';

const jobs: readonly { page: PageName; label: string; note: string; icon: IconName }[] = [
  { page: 'report', label: '上报问题', note: '拍一张照片', icon: 'camera' },
  { page: 'mine', label: '我的案件', note: '看进展、评价', icon: 'list' },
  { page: 'nearby', label: '身边案件', note: '我也遇到了', icon: 'around' },
];

export default function HomePage() {
  const about = useAbout();
  const me = useMe();
  const elderly = useElderly();
  const works = me !== null && me.desks.length > 0;
  useEffect(() => {
    if (me || !isSignedIn()) expectAtFirst(works ? 'work' : 'jobs');
  }, [me, works]);
  useDidShow(() => {
    if (isSignedIn()) learnMe().catch(() => undefined);
  });
  return (
    <Screen
      title={about?.district ? `${about.district.name}共治` : '共治'}
      tab="home"
      width="wide"
      aside={<ElderlySwitch />}
    >
      <View className={works ? 'home home--works' : 'home'}>
        {elderly ? null : <Around />}
        <View className="home__main">
          {works ? <Workbench /> : null}
          <View className="home__jobs">
            {jobs.map(({ page, label, note, icon }) => (
              <Pressable key={page} className={`home__job home__job--${page}`} onPress={() => go(page)}>
                <Icon name={icon} size="large" />
                <Text className="home__job-words">
                  <Text className="home__job-label">{label}</Text>
                  <Text className="home__job-note">{note}</Text>
                </Text>
              </Pressable>
            ))}
          </View>
          <DraftLine />
          {me ? <Changes unread={me.unread} /> : null}
          {elderly ? null : (
            <>
              <Solved />
              <Card flush>
                <ListRow
                  icon="chart"
                  title="公开数据"
                  note="这里办得怎么样，谁都可以看"
                  onPress={() => go('figures')}
                />
                <ListRow icon="info" title="关于与隐私" onPress={() => go('about')} />
              </Card>
            </>
          )}
        </View>
      </View>
    </Screen>
  );
}
