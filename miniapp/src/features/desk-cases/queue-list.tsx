import { type ReactNode, type UIEvent, useEffect } from 'react';
import { Button } from '../../components/button';
import { ErrorPanel, NoPermission } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { hasDraft, useDrafts } from './drafts';
import './queue.scss';
import { QueueRow } from './queue-row';
import type { Queue } from './use-queue';

interface QueueListProps {
  queue: Queue;
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** Shown when the list is empty. */
  empty: ReactNode;
}

/** How near the end of the list the next page is asked for. */
const NEAR_PX = 600;

/** The list beside the case. It grows as it is scrolled, and never moves by itself. */
export function QueueList({ queue, chosenId, onChoose, empty }: QueueListProps) {
  const { state, more, reload } = queue;
  const { items, next, status, failure, done, waiting } = state;
  const drafts = useDrafts();

  useEffect(() => {
    if (chosenId) document.getElementById(`row-${chosenId}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);

  if (items.length === 0) {
    if (failure?.code === 'FORBIDDEN') return <NoPermission />;
    if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
    if (status === 'loading') return <Skeleton rows={8} />;
    return <>{empty}</>;
  }
  const onScroll = ({ currentTarget: box }: UIEvent<HTMLDivElement>) => {
    if (next && status === 'ready' && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX) more();
  };
  return (
    <div className="queue" onScroll={onScroll}>
      {waiting > 0 ? (
        <button type="button" className="queue__waiting" onClick={reload}>
          有 {waiting} 件新的，点这里刷新
        </button>
      ) : null}
      <ul className="queue__list" aria-label="案件">
        {items.map((issue) => (
          <QueueRow
            key={issue.id}
            issue={issue}
            chosen={issue.id === chosenId}
            done={done[issue.id]}
            begun={hasDraft(drafts, issue.id)}
            onChoose={onChoose}
          />
        ))}
      </ul>
      <div className="queue__end">
        {failure ? (
          <ErrorPanel message={failure.message} onRetry={more} />
        ) : next ? (
          <Button kind="quiet" busy={status === 'loading'} onPress={more}>
            再看一些
          </Button>
        ) : (
          <span>{`共 ${items.length} 件，到底了`}</span>
        )}
      </div>
    </div>
  );
}
