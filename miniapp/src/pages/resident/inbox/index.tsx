import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Empty, ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { listInbox, markRead, openMessage } from '../../../features/inbox/api';
import { InboxRow } from '../../../features/inbox/inbox-row';
import { Screen } from '../../../features/shell/screen';
import { loadMe, useMe } from '../../../platform/login';
import { useSignedIn } from '../../../platform/session';
import { useAction } from '../../../platform/use-action';
import { usePages } from '../../../platform/use-pages';

export default function InboxPage() {
  const signedIn = useSignedIn();
  const me = useMe();
  const [round, setRound] = useState(0);
  const { items, failure, loading, complete, more, reload } = usePages(
    signedIn ? `inbox-${round}` : null,
    (cursor) => listInbox({ cursor, limit: 20 }),
  );
  const readAll = useAction(async () => {
    await markRead();
    await loadMe();
    setRound((before) => before + 1);
  });
  return (
    <Screen
      title="消息"
      signIn="登录后能看到您的案件有什么变化。"
      aside={
        me && me.unread > 0 ? (
          <Button kind="quiet" busy={readAll.busy} onPress={() => void readAll.run()}>
            全部已读
          </Button>
        ) : null
      }
    >
      {items.length > 0 ? (
        <Card flush>
          {items.map((item) => (
            <InboxRow key={item.id} item={item} onPress={() => openMessage(item)} />
          ))}
        </Card>
      ) : null}
      {items.length === 0 && loading ? <Skeleton rows={4} /> : null}
      {items.length === 0 && !loading && !failure ? (
        <Empty icon="bell" title="还没有消息">
          您的案件有了进展，会写在这里。
        </Empty>
      ) : null}
      {failure ? <ErrorPanel message={failure.message} onRetry={items.length > 0 ? more : reload} /> : null}
      {items.length > 0 && !complete && !failure ? (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      ) : null}
    </Screen>
  );
}
