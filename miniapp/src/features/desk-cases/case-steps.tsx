import { describeInstant } from '@gongzhi/shared/issues/due-words';
import { stepLabel } from '@gongzhi/shared/issues/labels';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { useState } from 'react';
import { FailureLine } from '../../components/failure-line';
import { Icon } from '../../components/icon';
import { now } from '../../platform/clock';
import { useRemote } from '../../platform/use-remote';
import { explainDue } from './api';
import './case-steps.scss';

/** Each step with its limit: done in time or not, and for the present one the arithmetic on a press. */
export function CaseSteps({ issue }: { issue: IssueDetail }) {
  const [open, setOpen] = useState(false);
  const at = now();
  const say = (iso: string) => describeInstant(at, new Date(iso));
  const running = issue.steps.findLast(({ doneAt }) => doneAt === null);
  if (issue.steps.length === 0) return null;
  return (
    <div className="case-steps">
      <table>
        <caption className="visually-hidden">各环节的期限</caption>
        <thead>
          <tr>
            <th scope="col">环节</th>
            <th scope="col">开始</th>
            <th scope="col">期限</th>
            <th scope="col">完成</th>
          </tr>
        </thead>
        <tbody className="tabular">
          {issue.steps.map((step) => {
            const late = step.inTime === false || (!step.doneAt && step.dueAt && new Date(step.dueAt) < at);
            return (
              <tr key={`${step.step}-${step.startedAt}`} className={step === running ? 'is-now' : ''}>
                <th scope="row">{stepLabel(step.step, issue.kind)}</th>
                <td>{say(step.startedAt)}</td>
                <td>
                  {step.dueAt ? `${say(step.dueAt)}${step.provisional ? '（暂定）' : ''}` : '—'}
                  {step === running && issue.due ? (
                    <button
                      type="button"
                      className="desk-link"
                      aria-expanded={open}
                      onClick={() => setOpen(!open)}
                    >
                      {open ? '收起' : '怎么算的'}
                    </button>
                  ) : null}
                </td>
                <td className={late ? 'is-late' : step.doneAt ? 'is-done' : ''}>
                  {late ? (
                    <Icon name="late" size="small" />
                  ) : step.doneAt ? (
                    <Icon name="check" size="small" />
                  ) : null}
                  {step.doneAt ? `${say(step.doneAt)}${late ? ' 超时' : ''}` : late ? '已超时' : '进行中'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open ? <Arithmetic key={issue.version} issue={issue} /> : null}
    </div>
  );
}

/** The stretches that count and those that do not, as the server added them up. */
function Arithmetic({ issue }: { issue: IssueDetail }) {
  const { data, failure } = useRemote(`${issue.id}/due/${issue.version}`, () => explainDue(issue.id));
  const at = now();
  if (failure) return <FailureLine message={failure.message} />;
  if (!data) return <p className="case-steps__sum">正在算…</p>;
  return (
    <div className="case-steps__sum">
      <p>
        {stepLabel(data.step, issue.kind)}时限 {data.limitText}，从{' '}
        {describeInstant(at, new Date(data.startedAt))} 起算：
      </p>
      <ul className="tabular">
        {data.spans.map((span) => (
          <li key={span.from} className={span.counts ? 'is-counted' : ''}>
            <span>
              {describeInstant(at, new Date(span.from))} – {describeInstant(at, new Date(span.to))}
            </span>
            <span>{span.note}</span>
            <span>{span.counts ? `+ ${minuteWords(span.minutes)}` : '不计'}</span>
          </li>
        ))}
      </ul>
      <p>
        到 {describeInstant(at, new Date(data.dueAt))} 用完
        {data.provisional ? '（当年放假安排还没公布，先按周末休息算）' : ''}
      </p>
    </div>
  );
}

function minuteWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分` : '']
    .filter(Boolean)
    .join(' ');
}
