import { useState } from 'react';
import { Tabs } from '../../components/tabs';
import { BoundaryMovesList } from './boundary-moves';
import './desk-places.scss';
import { ImportDesk } from './import-desk';
import type { MapSlot } from './map-slot';
import { Registry } from './registry';
import { TilingCheck } from './tiling-check';

const tabs = [
  { value: 'registry', label: '档案' },
  { value: 'tiling', label: '铺满检查' },
  { value: 'import', label: '批量导入' },
  { value: 'moves', label: '边界变动' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** The register of areas and objects, and everything that keeps it right. */
export function PlacesDesk({ DistrictMap }: { DistrictMap: MapSlot }) {
  const [tab, setTab] = useState<Tab>(() => {
    const asked = new URLSearchParams(location.search).get('tab');
    return tabs.find(({ value }) => value === asked)?.value ?? 'registry';
  });
  const open = (next: Tab) => {
    setTab(next);
    history.replaceState(history.state, '', `${location.pathname}?tab=${next}`);
  };
  return (
    <div className="desk-places">
      <h1>地点档案</h1>
      <Tabs label="地点档案" tabs={tabs} value={tab} onChange={open} />
      {tab === 'registry' ? <Registry DistrictMap={DistrictMap} /> : null}
      {tab === 'tiling' ? <TilingCheck DistrictMap={DistrictMap} /> : null}
      {tab === 'import' ? <ImportDesk /> : null}
      {tab === 'moves' ? <BoundaryMovesList /> : null}
    </div>
  );
}
