import { stateLabel } from '@gongzhi/shared/issues/labels';
import type { IssueKind } from '@gongzhi/shared/issues/rules';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import './progress-line.scss';

const stagesOf: Record<IssueKind, readonly string[]> = {
  problem: ['上报', '受理', '派遣', '处置', '核查', '结案'],
  suggestion: ['上报', '受理', '派遣', '答复', '结案'],
};

/** How many stages are done while a case is open. */
const done: Partial<Record<IssueState, number>> = {
  reported: 1,
  accepted: 2,
  filed: 2,
  dispatched: 3,
  handled: 4,
  verified: 5,
};

/** The life of a case in one line: what is done, what comes next; nothing for a case that ended some other way. */
export function ProgressLine({ kind, state }: { kind: IssueKind; state: IssueState }) {
  const stages = stagesOf[kind];
  const reached = state === 'closed' ? stages.length : done[state];
  if (reached === undefined) return null;
  const next = stages[reached];
  return (
    <View
      className="progress"
      role="img"
      aria-label={`${stateLabel(state, kind)}：${stages.length} 步里完成了 ${reached} 步${next ? `，下一步是${next}` : ''}`}
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
