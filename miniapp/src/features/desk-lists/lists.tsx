import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { useState } from 'react';
import { Tabs } from '../../components/tabs';
import { FoundGaps } from './found-gaps';
import { GridList } from './grid-list';
import './lists.scss';
import { ManagementList } from './management-list';
import { ResponsibilityList } from './responsibility-list';

const tabs = [
  { value: 'responsibility', label: '责任清单' },
  { value: 'management', label: '管理清单' },
  { value: 'grid', label: '网格清单' },
  { value: 'gaps', label: '缺口' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** The three lists: who answers for what, by which standards, and who and what is in each cell. */
export function Lists({ catalogue }: { catalogue: Catalogue | null }) {
  const [tab, setTab] = useState<Tab>(() => {
    const asked = new URLSearchParams(location.search).get('tab');
    return tabs.find(({ value }) => value === asked)?.value ?? 'responsibility';
  });
  const open = (next: Tab) => {
    setTab(next);
    history.replaceState(history.state, '', `${location.pathname}?tab=${next}`);
  };
  return (
    <div className="lists">
      <h1>三张清单</h1>
      <Tabs label="三张清单" tabs={tabs} value={tab} onChange={open} />
      {tab === 'responsibility' ? <ResponsibilityList catalogue={catalogue} /> : null}
      {tab === 'management' ? <ManagementList catalogue={catalogue} /> : null}
      {tab === 'grid' ? <GridList /> : null}
      {tab === 'gaps' ? <FoundGaps /> : null}
    </div>
  );
}
