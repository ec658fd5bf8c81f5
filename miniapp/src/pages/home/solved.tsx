import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { listIssues } from '../../features/issues/api';
import { IssueRow } from '../../features/issues/issue-row';
import { go } from '../../platform/navigate';
import { useRemote } from '../../platform/use-remote';

/** What became of what others reported: why it is worth reporting. Absent while there is nothing to show. */
export function Solved() {
  const { data } = useRemote('home-solved', () => listIssues({ view: 'public', group: 'closed', limit: 3 }));
  if (!data || data.items.length === 0) return null;
  return (
    <Card
      flush
      title="刚刚解决的"
      aside={
        <Button kind="quiet" label="公开数据" onPress={() => go('figures')}>
          数据
        </Button>
      }
    >
      {data.items.map((issue) => (
        <IssueRow key={issue.id} issue={issue} onPress={() => go('case', { id: issue.id })} />
      ))}
    </Card>
  );
}
