import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { Empty, ErrorPanel, NoPermission } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { SwipeRow } from '../../../components/swipe-row';
import { listIssues } from '../../../features/issues/api';
import { IssueRow } from '../../../features/issues/issue-row';
import { nextStep } from '../../../features/issues/next-step';
import { Screen } from '../../../features/shell/screen';
import { useMe } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { usePages } from '../../../platform/use-pages';
import './index.scss';

const filters = [
  { value: 'work', label: '等我办的' },
  { value: 'late', label: '已超时' },
  { value: 'scope', label: '我管的全部' },
] as const;
type Filter = (typeof filters)[number]['value'];

/** What waits for somebody in post, the most urgent first. */
export default function TasksPage() {
  const me = useMe();
  const [filter, setFilter] = useState<Filter>('work');
  const query = {
    work: { view: 'work', order: 'due' },
    late: { view: 'work', order: 'due', late: 'true' },
    scope: { view: 'scope', group: 'open', order: 'due' },
  }[filter] as { view: 'work' | 'scope'; order: 'due' };
  const allowed = me !== null && me.desks.length > 0;
  const pages = usePages(allowed ? `tasks-${filter}` : null, (cursor) =>
    listIssues({ ...query, limit: 20, ...(cursor ? { cursor } : {}) }),
  );
  return (
    <Screen title="工作台" signIn="登录后能看到等您办的案件。">
      {me && !allowed ? <NoPermission /> : null}
      {!me ? <Skeleton rows={4} /> : null}
      {allowed ? (
        <View>
          <Chips label="看哪些" chips={filters} value={filter} onChange={setFilter} />
          <TaskList filter={filter} pages={pages} />
        </View>
      ) : null}
    </Screen>
  );
}

function TaskList({ filter, pages }: { filter: Filter; pages: ReturnType<typeof usePages<IssueCard>> }) {
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0 && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (items.length === 0 && loading) return <Skeleton rows={4} />;
  if (items.length === 0) {
    return filter === 'late' ? (
      <Empty icon="solved" title="没有超时的">
        “等我办的”里按期限排，快到期的在最前面。
      </Empty>
    ) : (
      <Empty icon="solved" title="都办完了">
        有新的案件派来，会出现在这里，“我的”消息里也会告诉您。
      </Empty>
    );
  }
  return (
    <View>
      {items.map((issue) => (
        <Card key={issue.id} flush>
          <SwipeRow action={nextStep(issue)}>
            <IssueRow issue={issue} work onPress={() => go('case', { id: issue.id })} />
          </SwipeRow>
          <OneTap issue={issue} />
        </Card>
      ))}
      {complete ? null : (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      )}
    </View>
  );
}

/** The usual next step of a case, straight from the list, and its opposite where there is one. */
function OneTap({ issue }: { issue: IssueCard }) {
  const step = nextStep(issue);
  if (!step) return null;
  return (
    <View className="tasks__step">
      <Button kind="plain" icon="camera" onPress={step.onPress}>
        {step.label}
      </Button>
      {issue.state === 'handled' ? (
        <Button kind="plain" onPress={() => go('case', { id: issue.id, do: 'fail' })}>
          不通过
        </Button>
      ) : null}
    </View>
  );
}
