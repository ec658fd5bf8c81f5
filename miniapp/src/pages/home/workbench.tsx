import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { SwipeRow } from '../../components/swipe-row';
import { listIssues } from '../../features/issues/api';
import { IssueRow } from '../../features/issues/issue-row';
import { nextStep } from '../../features/issues/next-step';
import { go } from '../../platform/navigate';
import { useRemote } from '../../platform/use-remote';

/** What waits for me in my posts, the most urgent three. */
export function Workbench() {
  const { data, failure, reload } = useRemote('workbench', () =>
    listIssues({ view: 'work', order: 'due', limit: 3 }),
  );
  return (
    <Card
      flush
      title="等您办的"
      aside={
        <View className="workbench__links">
          <Button kind="quiet" name="street" onPress={() => go('street')}>
            我的街巷
          </Button>
          <Button kind="quiet" onPress={() => go('tasks')}>
            全部
          </Button>
        </View>
      }
    >
      {data?.items.map((issue) => (
        <SwipeRow key={issue.id} action={nextStep(issue)}>
          <IssueRow issue={issue} work onPress={() => go('case', { id: issue.id })} />
        </SwipeRow>
      ))}
      {data?.items.length === 0 ? (
        <Empty small icon="solved" title="眼下没有等您办的">
          新派来的会先出现在这里。
        </Empty>
      ) : null}
      {!data && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={2} /> : null}
    </Card>
  );
}
