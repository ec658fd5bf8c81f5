import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Chips } from '../../components/chips';
import { Empty } from '../../components/notice';
import { SearchBox } from '../../components/search-box';
import { Tabs } from '../../components/tabs';
import { listIssues } from '../../features/issues/api';
import { IssueList } from '../../features/issues/issue-list';
import { Screen } from '../../features/shell/screen';
import { useCatalogue } from '../../features/standards/use-catalogue';
import { whereAmI } from '../../platform/location';
import { go } from '../../platform/navigate';
import { useDelayed } from '../../platform/use-delayed';
import { usePages } from '../../platform/use-pages';
import './index.scss';
import { NearbyMap } from './nearby-map';

const groups = [
  { value: 'open', label: '办理中' },
  { value: 'closed', label: '已结案' },
] as const;
type Group = (typeof groups)[number]['value'];

export default function NearbyPage() {
  const catalogue = useCatalogue();
  const [view, setView] = useState<'list' | 'map'>('list');
  const [group, setGroup] = useState<Group>('open');
  const [groupCode, setGroupCode] = useState('');
  const [typed, setTyped] = useState('');
  const [here, setHere] = useState<LngLat | null>(null);
  const q = useDelayed(typed.trim(), 300);
  useEffect(() => {
    void whereAmI().then(setHere);
  }, []);
  const filter = { group, ...(groupCode ? { groupCode } : {}) };
  const pages = usePages(JSON.stringify([filter, q]), (cursor) =>
    listIssues({ view: 'public', ...filter, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}), limit: 20 }),
  );
  const kinds = [
    { value: '', label: '全部种类' },
    ...(catalogue?.groups ?? []).map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <Screen title="身边" tab="nearby" width="wide">
      <SearchBox value={typed} onChange={setTyped} label="找案件" placeholder="路名、小区或编号" />
      <Chips label="办到哪里" chips={groups} value={group} onChange={setGroup} />
      <Chips label="哪一种" chips={kinds} value={groupCode} onChange={setGroupCode} />
      <View className="nearby__switch">
        <Tabs
          label="列表或地图"
          tabs={[
            { value: 'list', label: '列表' },
            { value: 'map', label: '地图' },
          ]}
          value={view}
          onChange={setView}
        />
      </View>
      <View className={`nearby nearby--${view}`}>
        <View className="nearby__list">
          <IssueList
            pages={pages}
            empty={
              <Empty
                icon="around"
                title="没有符合条件的案件"
                action={{ label: '我来上报', onPress: () => go('report') }}
              >
                换个条件看看；看到问题也可以自己上报。
              </Empty>
            }
          />
        </View>
        <View className="nearby__map">
          <NearbyMap here={here} filter={filter} />
        </View>
      </View>
    </Screen>
  );
}
