import {
  type ComplaintState,
  complaintStateLabels,
  complaintStates,
} from '@gongzhi/shared/complaints/reasons';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { Tabs } from '../../components/tabs';
import { usePages } from '../../platform/use-pages';
import { listComplaints } from './api';
import { Complaint } from './complaint';
import './complaints.scss';

const tabs = complaintStates.map((value) => ({ value, label: complaintStateLabels[value] }));

/** What people complain of: who waits longest first. */
export function Complaints() {
  const [state, setState] = useState<ComplaintState>('open');
  const { items, failure, loading, complete, more, reload } = usePages(`complaints ${state}`, (cursor) =>
    listComplaints(state, cursor),
  );
  return (
    <div className="complaints">
      <h1>投诉与反馈</h1>
      <Tabs label="处理到哪里" tabs={tabs} value={state} onChange={setState} />
      <ul className="complaints__list">
        {items.map((complaint) => (
          <Complaint key={complaint.id} complaint={complaint} onChanged={reload} />
        ))}
      </ul>
      {items.length === 0 && loading ? <Skeleton rows={5} /> : null}
      {items.length === 0 && !loading && !failure ? (
        <Empty icon="check" title={state === 'open' ? '没有等着处理的投诉' : '还没有答复过投诉'} />
      ) : null}
      {failure ? <ErrorPanel message={failure.message} onRetry={items.length > 0 ? more : reload} /> : null}
      {items.length > 0 && !complete && !failure ? (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      ) : null}
    </div>
  );
}
