import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import Taro, { usePageScroll } from '@tarojs/taro';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Chips } from '../../components/chips';
import { SearchBox } from '../../components/search-box';
import { Tabs } from '../../components/tabs';
import { Screen } from '../../features/shell/screen';
import { useCatalogue } from '../../features/standards/use-catalogue';
import { whereAmI } from '../../platform/location';
import { useDelayed } from '../../platform/use-delayed';
import type { NearbyFilter, NearbyView } from './filter';
import { Found } from './found';
import './index.scss';
import { InThisArea } from './in-this-area';

const groups = [
  { value: 'open', label: '办理中' },
  { value: 'closed', label: '已结案' },
] as const;
type Group = (typeof groups)[number]['value'];

/** What is around: the same cases as a list and on the map. Words typed look through the whole district. */
export default function NearbyPage() {
  const catalogue = useCatalogue();
  const { view, show } = useView();
  const [group, setGroup] = useState<Group>('open');
  const [groupCode, setGroupCode] = useState('');
  const [typed, setTyped] = useState('');
  const [here, setHere] = useState<LngLat | null>(null);
  const q = useDelayed(typed.trim(), 300);
  useEffect(() => {
    void whereAmI().then(setHere);
  }, []);
  const filter = useMemo<NearbyFilter>(
    () => ({ group, ...(groupCode ? { groupCode } : {}) }),
    [group, groupCode],
  );
  const kinds = [
    { value: '', label: '全部种类' },
    ...(catalogue?.groups ?? []).map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <Screen title="身边" tab="nearby" width="wide">
      <SearchBox value={typed} onChange={setTyped} label="找案件" placeholder="全区找：路名、小区或编号" />
      <Chips label="办到哪里" chips={groups} value={group} onChange={setGroup} />
      <Chips label="哪一种" chips={kinds} value={groupCode} onChange={setGroupCode} />
      {q ? (
        <Found filter={filter} q={q} />
      ) : (
        <View>
          <View className="nearby__switch">
            <Tabs
              label="列表或地图"
              tabs={[
                { value: 'list', label: '列表' },
                { value: 'map', label: '地图' },
              ]}
              value={view}
              onChange={show}
            />
          </View>
          <InThisArea view={view} here={here} filter={filter} onShow={show} />
        </View>
      )}
    </Screen>
  );
}

/** List or map; whichever one comes back to is where it was left. */
function useView() {
  const [view, setView] = useState<NearbyView>('list');
  const scrolled = useRef<Record<NearbyView, number>>({ list: 0, map: 0 });
  const current = useRef(view);
  current.current = view;
  usePageScroll(({ scrollTop }) => {
    scrolled.current[current.current] = scrollTop;
  });
  const show = (next: NearbyView) => {
    if (next === view) return;
    setView(next);
    const scrollTop = scrolled.current[next];
    // Once the other one is drawn.
    Taro.nextTick(() => {
      Taro.pageScrollTo({ scrollTop, duration: 0 }).catch(() => undefined);
    });
  };
  return { view, show };
}
