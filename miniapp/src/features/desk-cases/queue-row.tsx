import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { stateFacts } from '@gongzhi/shared/issues/states';
import { memo } from 'react';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import { StateTag, Tag } from '../../components/state-tag';
import { when } from '../../components/when';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';
import { CheckMark } from './check-mark';
import { doneWordsFor, timeLeft } from './words';

interface QueueRowProps {
  issue: IssueCard;
  /** It is the one that is open beside the list. */
  chosen: boolean;
  /** It is picked, to be dealt with together with others. */
  selected: boolean;
  /** What was just done to it. */
  done: IssueCommand | undefined;
  /** A form on it was begun. */
  begun: boolean;
}

/** One case in the list, in two short lines. Presses and keys are the list's. */
export const QueueRow = memo(function QueueRow({ issue, chosen, selected, done, begun }: QueueRowProps) {
  const at = now();
  const left = timeLeft(issue, at);
  return (
    <div
      id={`row-${issue.id}`}
      data-id={issue.id}
      data-name="row"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-current={chosen ? 'true' : undefined}
      className={classNames(
        'queue-row',
        chosen && 'queue-row--chosen',
        selected && 'queue-row--selected',
        done && 'queue-row--done',
      )}
    >
      <span className="queue-row__pick" title="选中（x）">
        <CheckMark on={selected} />
      </span>
      {issue.thumb ? (
        <img className="queue-row__picture" src={assetAddress(issue.thumb)} alt="" loading="lazy" />
      ) : (
        <span className="queue-row__picture queue-row__picture--none">
          <Icon name={issue.kind === 'suggestion' ? 'edit' : 'camera'} size="small" />
        </span>
      )}
      <span className="queue-row__text">
        <span className="queue-row__line">
          <span className="queue-row__title">{issue.title}</span>
          <span className={classNames('queue-row__when', 'tabular', done && 'queue-row__when--done')}>
            {done ? doneWordsFor(done, issue.kind) : when(at, issue.createdAt)}
          </span>
        </span>
        <span className="queue-row__line queue-row__facts">
          <StateTag kind={issue.kind} state={issue.state} tone={stateFacts[issue.state].tone} />
          {left ? (
            <span className={`queue-row__left queue-row__left--${left.tone} tabular`} title={left.until}>
              {left.tone === 'neutral' ? null : (
                <Icon name={left.tone === 'late' ? 'late' : 'clock'} size="small" />
              )}
              {left.text}
            </span>
          ) : null}
          {issue.kind === 'suggestion' ? <Tag tone="neutral">建言</Tag> : null}
          {issue.rework > 0 ? <Tag tone="neutral">{`返工 ${issue.rework}`}</Tag> : null}
          {begun ? (
            <Tag tone="due" icon="edit">
              没写完
            </Tag>
          ) : null}
          <span className="queue-row__where">{withoutTown(issue.address)}</span>
        </span>
      </span>
    </div>
  );
});

/** An address begins with its town; in a list the street says more. */
function withoutTown(address: string): string {
  return address.replace(/^\S+(街道|镇) (?=\S)/, '');
}
