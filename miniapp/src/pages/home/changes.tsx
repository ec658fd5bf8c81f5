import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { listInbox, openMessage } from '../../features/inbox/api';
import { InboxRow } from '../../features/inbox/inbox-row';
import { go } from '../../platform/navigate';
import { useRemote } from '../../platform/use-remote';

/** What changed in my cases, the latest three. */
export function Changes({ unread }: { unread: number }) {
  const { data, failure, reload } = useRemote('changes', () => listInbox({ limit: 3 }));
  const title = unread > 0 ? `我的案件有 ${unread} 条新进展` : '我的案件有什么变化';
  return (
    <Card
      flush
      title={title}
      aside={
        <Button kind="quiet" onPress={() => go('inbox')}>
          全部
        </Button>
      }
    >
      {data?.items.map((item) => (
        <InboxRow key={item.id} item={item} onPress={() => openMessage(item)} />
      ))}
      {data?.items.length === 0 ? (
        <Empty small icon="bell" title="还没有消息">
          您上报的问题有了进展，会写在这里。
        </Empty>
      ) : null}
      {!data && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={2} /> : null}
    </Card>
  );
}
