import { mostCounted } from '@gongzhi/shared/issues/contract';
import { describeInstant, remaining } from '@gongzhi/shared/issues/due-words';
import { stateLabel, stepLabel } from '@gongzhi/shared/issues/labels';
import type { ReasonCode } from '@gongzhi/shared/issues/reasons';
import { type IssueCommand, type IssueKind, ruleFor, rules } from '@gongzhi/shared/issues/rules';
import type { IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { isOpen, type Tone, toneOf } from '@gongzhi/shared/issues/states';
import type { DeskCommand } from './desk-commands';

/** What a command is called for this kind of case: a suggestion is answered, not handled. */
export function commandLabel(command: IssueCommand, kind: IssueKind): string {
  return (ruleFor(command, kind) ?? rules[command]).label;
}

/** What was done, said right after it. */
const doneWords: Partial<Record<IssueCommand, string>> = {
  report: '已登记',
  accept: '已受理',
  refuse: '已回复不予受理',
  correct: '已更正',
  file: '已立案',
  dispatch: '已派遣',
  return: '已退回',
  recall: '已撤回派遣',
  handle: '已提交，等待核查',
  pass: '核查通过',
  fail: '已发回继续处理',
  close: '已结案',
};

/** What was done to a case of this kind: an answered suggestion is not checked. */
export function doneWordsFor(command: IssueCommand, kind: IssueKind): string {
  if (command === 'handle' && kind === 'suggestion') return '已答复';
  return doneWords[command] ?? '';
}

/** What happened last to a case that somebody else was faster with, and where it stands now. */
export function changedWords({
  timeline,
  kind,
  state,
}: Pick<IssueDetail, 'timeline' | 'kind' | 'state'>): string {
  const last = timeline.at(-1);
  const what = last ? `${last.by}：${last.text}。` : '';
  return `这个案件刚刚有了变化。${what}现在是「${stateLabel(state, kind)}」。`;
}

export interface TimeLeft {
  tone: Tone;
  text: string;
  /** Until when, in full. */
  until: string;
}

/** The time left of an open case, in words; null when no clock runs. */
export function timeLeft(
  { kind, state, due }: Pick<IssueCard, 'kind' | 'state' | 'due'>,
  now: Date,
): TimeLeft | null {
  if (!due || !isOpen(state)) return null;
  const at = new Date(due.at);
  return {
    tone: toneOf(state, at, now),
    text: remaining({ now, due: at }).text,
    until: `${stepLabel(due.step, kind)}期限：${describeInstant(now, at)}${due.provisional ? '（暂定）' : ''}`,
  };
}

/** A first proposal of what the reporter reads when a case is closed. */
export function closingWords(
  issue: Pick<IssueDetail, 'kind' | 'matter' | 'assignedTo' | 'timeline'>,
): string {
  const unit = issue.assignedTo?.name ?? '责任单位';
  if (issue.kind === 'suggestion') {
    const answer = issue.timeline.findLast(({ command }) => command === 'handle')?.words ?? '';
    return `感谢您的建议。${unit}已作答复${answer ? `：${answer}` : '。'}`;
  }
  const what = issue.matter ? `“${issue.matter.name}”` : '的问题';
  return `您反映的${what}已由${unit}处理完毕，并经现场核查。感谢您的反映。`;
}

/** A first proposal of what the reporter reads when a report is not accepted, by the reason picked. */
export const refusalWords: Record<ReasonCode<'refuse'>, string> = {
  not_found: '您好，我们到现场看过，没有发现您说的问题。如果问题还在，请补充照片或更准确的位置再次上报。',
  unclear: '您好，仅凭现有内容找不到问题的位置。请补充照片或说明附近的门牌、路口后再次上报。',
  out_of_scope: '您好，这件事不属于城市管理的范围。建议您拨打 12345 反映，由他们转到主管部门。',
  out_of_district: '您好，这个地点不在本区范围内。建议您向所在区的城管部门反映，或拨打 12345。',
  duplicate: '您好，同一问题已经有人反映，正在办理，办完后现场即可看到结果。谢谢您的提醒。',
  already_solved: '您好，这个问题已经处理好了。如果再次出现，欢迎随时上报。',
  private_dispute: '您好，这件事属于邻里之间的纠纷。建议找社区居委会调解，或通过司法途径解决。',
  other: '',
};

/** The words after another reason was picked: a proposal gives way to another proposal, never what somebody wrote. */
export function proposedWords(
  command: DeskCommand,
  words: string,
  before: string | null,
  reason: string,
): string {
  const proposals: Record<string, string> = command === 'refuse' ? refusalWords : {};
  const untouched = !words || (before !== null && words === proposals[before]);
  return untouched ? (proposals[reason] ?? words) : words;
}

/** A number of cases beside a filter; nothing while it is not known. */
export function countWords(count: number | null | undefined): string {
  if (count === null || count === undefined) return '';
  return count > mostCounted ? `${mostCounted}+` : String(count);
}
