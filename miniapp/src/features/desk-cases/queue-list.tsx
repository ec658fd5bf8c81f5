import { type KeyboardEvent, type MouseEvent, type ReactNode, type UIEvent, useEffect, useRef } from 'react';
import { Button } from '../../components/button';
import { classNames } from '../../components/class-names';
import { ErrorPanel, NoPermission } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { CheckMark } from './check-mark';
import { hasDraft, useDrafts } from './drafts';
import './queue.scss';
import { QueueRow } from './queue-row';
import type { Queue } from './use-queue';

export type Picking = 'one' | 'range';

interface QueueListProps {
  queue: Queue;
  chosenId: string | null;
  onChoose: (id: string) => void;
  selected: ReadonlySet<string>;
  onPick: (id: string, how: Picking) => void;
  onPickAll: (all: boolean) => void;
  /** Arrow keys walk as j and k do, when the list has the focus. */
  onWalk: (step: 1 | -1, extending: boolean) => void;
  /** Shown when the list is empty. */
  empty: ReactNode;
}

export const queueListId = 'queue-list';

/** How near the end of the list the next page is asked for. */
const NEAR_PX = 600;

/** The list beside the case. It grows as it is scrolled, and never moves by itself. */
export function QueueList(props: QueueListProps) {
  const { queue, chosenId, empty } = props;
  const { state, reload } = queue;
  const { items, status, failure } = state;
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (chosenId) document.getElementById(`row-${chosenId}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [state.list]);

  if (items.length === 0) {
    if (failure?.code === 'FORBIDDEN') return <NoPermission />;
    if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
    if (status === 'loading') return <Skeleton rows={8} />;
    return <>{empty}</>;
  }
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    const left = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
    if (state.next && status === 'ready' && left < NEAR_PX) queue.more();
  };
  return (
    <>
      <Status {...props} />
      <div
        ref={box}
        className={classNames('queue', status === 'loading' && 'queue--loading')}
        aria-busy={status === 'loading'}
        onScroll={onScroll}
      >
        <Rows {...props} key={state.list} />
        <End queue={queue} />
      </div>
    </>
  );
}

/** One line that is always there: how many are loaded and picked, and what came in meanwhile. */
function Status({ queue, selected, onPickAll }: QueueListProps) {
  const { items, next, waiting, failure } = queue.state;
  const all = items.length > 0 && selected.size === items.length;
  const loaded = `${next ? '已载入' : '共'} ${items.length} 件`;
  return (
    <div className="queue__status">
      <label className="queue__all">
        <input
          className="visually-hidden"
          type="checkbox"
          checked={all}
          data-name="select-all"
          onChange={() => onPickAll(!all)}
        />
        <CheckMark on={all} some={selected.size > 0} />
        <span className="tabular">
          {selected.size > 0 ? `已选 ${selected.size} / ${items.length} 件` : loaded}
        </span>
      </label>
      <span aria-live="polite">
        {waiting > 0 || (failure && items.length > 0) ? (
          <button type="button" className="queue__waiting" data-name="show-waiting" onClick={queue.reload}>
            {waiting > 0 ? `有 ${waiting} 件新的，点这里显示` : '没有连上，再试一次'}
          </button>
        ) : null}
      </span>
    </div>
  );
}

function Rows({ queue, chosenId, onChoose, selected, onPick, onWalk }: QueueListProps) {
  const drafts = useDrafts();
  const { items, done } = queue.state;
  const chosenIsListed = items.some(({ id }) => id === chosenId);
  const rowOf = ({ target }: MouseEvent) => (target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
  const onClick = (event: MouseEvent) => {
    const id = rowOf(event);
    if (!id) return;
    if (event.shiftKey) onPick(id, 'range');
    else if (event.ctrlKey || event.metaKey || (event.target as Element).closest('.queue-row__pick'))
      onPick(id, 'one');
    else onChoose(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (step) onWalk(step, event.shiftKey);
    else if (event.key === ' ' && chosenId) onPick(chosenId, 'one');
    else return;
    event.preventDefault();
  };
  return (
    <div
      id={queueListId}
      className="queue__list"
      role="listbox"
      tabIndex={0}
      aria-multiselectable="true"
      aria-label="案件。j、k 上下看，x 选中，回车办理"
      aria-activedescendant={chosenIsListed ? `row-${chosenId}` : undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
      // A range is picked with Shift and the mouse, which would also mark the words in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      {items.map((issue) => (
        <QueueRow
          key={issue.id}
          issue={issue}
          chosen={issue.id === chosenId}
          selected={selected.has(issue.id)}
          done={done[issue.id]}
          begun={hasDraft(drafts, issue.id)}
        />
      ))}
    </div>
  );
}

function End({ queue }: { queue: Queue }) {
  const { items, next, status, failure } = queue.state;
  return (
    <div className="queue__end">
      {failure ? (
        <ErrorPanel message={failure.message} onRetry={next ? queue.more : queue.reload} />
      ) : next ? (
        <Button kind="quiet" busy={status === 'loading'} onPress={queue.more}>
          再看一些
        </Button>
      ) : (
        <span>{`共 ${items.length} 件，到底了`}</span>
      )}
    </div>
  );
}
