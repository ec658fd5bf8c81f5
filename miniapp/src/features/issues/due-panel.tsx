import { describeInstant, remaining } from '@gongzhi/shared/issues/due-words';
import { stepLabel } from '@gongzhi/shared/issues/labels';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { isOpen, toneOf } from '@gongzhi/shared/issues/states';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Icon } from '../../components/icon';
import { ErrorPanel } from '../../components/notice';
import { Pressable } from '../../components/pressable';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { Tag } from '../../components/state-tag';
import { until } from '../../components/when';
import { now } from '../../platform/clock';
import { useRemote } from '../../platform/use-remote';
import { explainDue } from './api';
import './due-panel.scss';

/** Until when the present step is to be done; a press shows how that was counted. */
export function DuePanel({ issue }: { issue: IssueDetail }) {
  const [open, setOpen] = useState(false);
  if (!issue.due || !isOpen(issue.state)) return null;
  const at = now();
  const due = new Date(issue.due.at);
  const tone = toneOf(issue.state, due, at);
  return (
    <View className="due">
      <Pressable className="due__line" onPress={() => setOpen(true)} expanded={open}>
        <View className="due__words">
          <Text>{`${stepLabel(issue.due.step, issue.kind)}：${until(at, due)}`}</Text>
          {issue.due.provisional ? <Text className="due__provisional">（按目前的放假安排估算）</Text> : null}
        </View>
        <View className="due__left">
          <Tag tone={tone} icon={tone === 'late' ? 'late' : 'clock'}>
            {remaining({ now: at, due }).text}
          </Tag>
          <Text className="due__how">怎么算的</Text>
          <Icon name="forward" size="small" />
        </View>
      </Pressable>
      {open ? <Arithmetic issue={issue} onClose={() => setOpen(false)} /> : null}
    </View>
  );
}

function Arithmetic({ issue: { id, kind }, onClose }: { issue: IssueDetail; onClose: () => void }) {
  const { data, failure, reload } = useRemote(`due-${id}`, () => explainDue(id));
  const at = now();
  return (
    <Sheet title="期限是这样算的" onClose={onClose}>
      {failure && !data ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={3} /> : null}
      {data ? (
        <View>
          <View>{`${stepLabel(data.step, kind)}的时限是 ${data.limitText}，从 ${describeInstant(at, new Date(data.startedAt))} 起算。`}</View>
          <View className="due__spans" role="list">
            {data.spans.map((span) => (
              <View
                key={span.from}
                className={span.counts ? 'due__span due__span--counts' : 'due__span'}
                role="listitem"
              >
                <Text className="due__span-when tabular">
                  {fromTo(at, new Date(span.from), new Date(span.to))}
                </Text>
                <Text className="due__span-note">
                  {span.counts ? `计 ${minutesWords(span.minutes)}` : `不计（${span.note}）`}
                </Text>
              </View>
            ))}
          </View>
          <View className="due__end">{`所以到 ${describeInstant(at, new Date(data.dueAt))} 为止。`}</View>
          {data.provisional ? <View>那一年的放假安排还没有公布，公布后会重新计算。</View> : null}
        </View>
      ) : null}
    </Sheet>
  );
}

/** 「昨天 17:46 到 18:00」: the day is said once when it is the same. */
function fromTo(now: Date, from: Date, to: Date): string {
  const [start, end] = [describeInstant(now, from), describeInstant(now, to)];
  const sameDay = start.split(' ')[0] === end.split(' ')[0];
  return `${start} 到 ${sameDay ? end.split(' ').slice(1).join(' ') : end}`;
}

function minutesWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${hours > 0 ? `${hours} 小时` : ''}${hours > 0 && rest > 0 ? ' ' : ''}${rest > 0 || hours === 0 ? `${rest} 分钟` : ''}`;
}
