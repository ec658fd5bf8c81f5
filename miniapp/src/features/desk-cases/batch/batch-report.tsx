import { useEffect } from 'react';
import { Button } from '../../../components/button';
import { Icon } from '../../../components/icon';
import { Sheet } from '../../../components/sheet';
import { type Batch, type BatchItem, unfinished } from './use-batch';

interface BatchReportProps {
  label: string;
  batch: Batch;
  caseHref: (id: string) => string;
  onClose: () => void;
}

/** How a batch is going, and in the end one report: how many were done, and what failed and why. */
export function BatchReport({ label, batch, caseHref, onClose }: BatchReportProps) {
  const { items, running, stopping } = batch;
  const count = (status: BatchItem['outcome']['status']) =>
    items.filter(({ outcome }) => outcome.status === status).length;
  const [done, failed, left] = [count('done'), count('failed'), count('left')];
  const again = items.filter(unfinished).length;
  useEffect(() => {
    if (!running) document.querySelector<HTMLElement>('[role=dialog] .sheet__foot button')?.focus();
  }, [running]);
  return (
    <Sheet
      title={running ? `正在${label}` : `${label}的结果`}
      onClose={onClose}
      footer={
        running ? (
          <Button kind="plain" name="batch-stop" disabled={stopping} onPress={batch.stop}>
            {stopping ? '正在停下…' : '停下'}
          </Button>
        ) : (
          <>
            {again > 0 ? (
              <Button name="batch-retry" onPress={batch.retry}>
                {failed > 0 ? `重试失败的 ${again} 件` : `继续办余下的 ${again} 件`}
              </Button>
            ) : null}
            <Button kind={again > 0 ? 'plain' : 'main'} name="batch-close" onPress={onClose}>
              {again > 0 ? '先不办了' : '好'}
            </Button>
          </>
        )
      }
    >
      <div className="batch__progress">
        <progress className="batch__bar" max={items.length} value={done + failed} aria-label="进度" />
        <span className="tabular" role="status">
          {running ? `${done + failed} / ${items.length} 件` : sum({ done, failed, left })}
        </span>
      </div>
      <ul className="batch__list batch__list--report">
        {items.map((item) => (
          <Line key={item.issue.id} item={item} href={caseHref(item.issue.id)} />
        ))}
      </ul>
    </Sheet>
  );
}

function sum({ done, failed, left }: Record<'done' | 'failed' | 'left', number>): string {
  const parts = [`办成 ${done} 件`];
  if (failed > 0) parts.push(`没办成 ${failed} 件`);
  if (left > 0) parts.push(`停下后没有办 ${left} 件`);
  return `${parts.join('，')}。`;
}

/** Done cases need no line of their own, unless there is something to know about them. */
function Line({ item: { issue, outcome }, href }: { item: BatchItem; href: string }) {
  if (outcome.status !== 'failed' && !(outcome.status === 'done' && outcome.result.warnings.length > 0))
    return null;
  const words = outcome.status === 'failed' ? outcome.failure.words : outcome.result.warnings.join('；');
  return (
    <li>
      <a className="batch__number tabular" href={href} target="_blank" rel="noreferrer">
        {issue.number}
      </a>
      <span className="batch__title">{issue.title}</span>
      <span className={`batch__why batch__why--${outcome.status}`}>
        <Icon name={outcome.status === 'failed' ? 'late' : 'info'} size="small" />
        {words}
      </span>
    </li>
  );
}
