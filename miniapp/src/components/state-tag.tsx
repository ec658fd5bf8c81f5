import { stateLabel } from '@gongzhi/shared/issues/labels';
import type { IssueKind } from '@gongzhi/shared/issues/rules';
import { type IssueState, stateFacts, type Tone } from '@gongzhi/shared/issues/states';
import { Text, View } from '@tarojs/components';
import { Icon } from './icon';
import type { IconName } from './icon-names';
import './state-tag.scss';

/** Each state has its own drawing, so that no colour has to be told apart. */
const stateIcons: Record<IssueState, IconName> = {
  reported: 'waiting',
  accepted: 'check',
  filed: 'list',
  dispatched: 'working',
  handled: 'search',
  verified: 'check',
  closed: 'solved',
  refused: 'refused',
  withdrawn: 'ended',
  merged: 'ended',
  transferred: 'forward',
};

/** An answer is not looked at on site. */
const iconOf = (state: IssueState, kind: IssueKind): IconName =>
  kind === 'suggestion' && state === 'handled' ? 'check' : stateIcons[state];

/** What amber and red say, said. */
const toneWords: Partial<Record<Tone, string>> = { due: ' · 快到期', late: ' · 超时' };
const toneIcons: Partial<Record<Tone, IconName>> = { due: 'clock', late: 'late' };

interface StateTagProps {
  state: IssueState;
  kind: IssueKind;
  /** From `toneOf`; without it the state's own tone. */
  tone?: Tone;
}

export function StateTag({ state, kind, tone = stateFacts[state].tone }: StateTagProps) {
  return (
    <View className={`tag tag--${tone}`}>
      <Icon name={toneIcons[tone] ?? iconOf(state, kind)} size="small" />
      <Text>{`${stateLabel(state, kind)}${toneWords[tone] ?? ''}`}</Text>
    </View>
  );
}

/** Any short remark in the same form, e.g. time left. */
export function Tag({ tone, icon, children }: { tone: Tone | 'action'; icon?: IconName; children: string }) {
  const drawing = icon ?? (tone === 'action' ? undefined : toneIcons[tone]);
  return (
    <View className={`tag tag--${tone}`}>
      {drawing ? <Icon name={drawing} size="small" /> : null}
      <Text>{children}</Text>
    </View>
  );
}
