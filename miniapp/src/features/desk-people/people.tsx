import { useState } from 'react';
import { Tabs } from '../../components/tabs';
import { Accounts } from './accounts';
import { Organisations } from './organisations';
import './people.scss';
import { Posts } from './posts';
import { Vacancies } from './vacancies';

const tabs = [
  { value: 'posts', label: '岗位' },
  { value: 'vacancies', label: '空缺' },
  { value: 'accounts', label: '账号' },
  { value: 'organisations', label: '单位' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** Who works here and for whom: posts, desk accounts, organisations. */
export function People() {
  const [tab, setTab] = useState<Tab>(() => {
    const asked = new URLSearchParams(location.search).get('tab');
    return tabs.find(({ value }) => value === asked)?.value ?? 'posts';
  });
  const open = (next: Tab) => {
    setTab(next);
    history.replaceState(history.state, '', `${location.pathname}?tab=${next}`);
  };
  return (
    <div className="people">
      <h1>岗位与单位</h1>
      <Tabs label="岗位与单位" tabs={tabs} value={tab} onChange={open} />
      {tab === 'posts' ? <Posts /> : null}
      {tab === 'vacancies' ? <Vacancies /> : null}
      {tab === 'accounts' ? <Accounts /> : null}
      {tab === 'organisations' ? <Organisations /> : null}
    </div>
  );
}
