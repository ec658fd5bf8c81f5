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
import { doneWordsFor, timeLeft } from './words';

interface QueueRowProps {
  issue: IssueCard;
  chosen: boolean;
  /** What was just done to it. */
  done: IssueCommand | undefined;
  /** A form on it was begun. */
  begun: boolean;
  onChoose: (id: string) => void;
}

/** One case in the list: three short lines, the time left first. */
export const QueueRow = memo(function QueueRow({ issue, chosen, done, begun, onChoose }: QueueRowProps) {
  const at = now();
  const left = timeLeft(issue, at);
  return (
    <li>
      <button
        type="button"
        id={`row-${issue.id}`}
        data-name="row"
        className={classNames('queue-row', chosen && 'queue-row--chosen', done && 'queue-row--done')}
        aria-current={chosen ? 'true' : undefined}
        onClick={() => onChoose(issue.id)}
      >
        {issue.thumb ? (
          <img className="queue-row__picture" src={assetAddress(issue.thumb)} alt="" loading="lazy" />
        ) : (
          <span className="queue-row__picture queue-row__picture--none">
            <Icon name={issue.kind === 'suggestion' ? 'edit' : 'camera'} size="small" />
          </span>
        )}
        <span className="queue-row__text">
          <span className="queue-row__title">{issue.title}</span>
          <span className="queue-row__where">{issue.address}</span>
          <span className="queue-row__facts">
            <StateTag state={issue.state} tone={stateFacts[issue.state].tone} />
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
            <span className="queue-row__when tabular">
              {done ? doneWordsFor(done, issue.kind) : when(at, issue.createdAt)}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
});
