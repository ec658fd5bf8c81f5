import { type IssueState, stateFacts } from '@gongzhi/shared/issues/states';
import { View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import './progress-line.scss';

const stages = ['上报', '受理', '派遣', '处置', '核查', '结案'] as const;

/** How many stages are done; none of it for a case that ended some other way. */
const done: Partial<Record<IssueState, number>> = {
  reported: 1,
  accepted: 2,
  filed: 2,
  dispatched: 3,
  handled: 4,
  verified: 5,
  closed: 6,
};

/** The life of a case in one line: what is done, what comes next. */
export function ProgressLine({ state }: { state: IssueState }) {
  const reached = done[state];
  if (reached === undefined) return null;
  const next = stages[reached];
  return (
    <View
      className="progress"
      role="img"
      aria-label={`${stateFacts[state].label}：${stages.length} 步里完成了 ${reached} 步${next ? `，下一步是${next}` : ''}`}
    >
      {stages.map((stage, index) => (
        <View
          key={stage}
          className={classNames(
            'progress__stage',
            index < reached && 'progress__stage--done',
            index === reached && 'progress__stage--next',
          )}
        >
          <View className="progress__mark">
            {index < reached ? <Icon name="check" size="small" /> : null}
          </View>
          <View className="progress__name">{stage}</View>
        </View>
      ))}
    </View>
  );
}
