import type { IssueKind } from './rules';
import { type IssueState, stateFacts } from './states';
import type { StepName } from './steps';

/** A suggestion is answered, and nobody goes and checks an answer. */
const suggestionStates: Partial<Record<IssueState, string>> = { dispatched: '待答复', handled: '已答复' };

/** What a state is called for this kind of case. */
export function stateLabel(state: IssueState, kind: IssueKind): string {
  return (kind === 'suggestion' ? suggestionStates[state] : undefined) ?? stateFacts[state].label;
}

const stepLabels: Record<StepName, string> = {
  accept: '受理',
  file: '立案',
  dispatch: '派遣',
  handle: '处置',
  verify: '核查',
};

/** What a step with a time limit is called for this kind of case. */
export function stepLabel(step: StepName, kind: IssueKind): string {
  return kind === 'suggestion' && step === 'handle' ? '答复' : stepLabels[step];
}

/** What the reporter is asked at the end, and what the two answers are called. */
export function ratingLabels(kind: IssueKind) {
  return kind === 'suggestion'
    ? { rater: '提建言的人', question: '答复说清楚了吗？', solved: '说清楚了', unsolved: '没有说清楚' }
    : { rater: '上报人', question: '问题解决了吗？', solved: '解决了', unsolved: '没有解决' };
}

/** What the pictures of before and after are called. */
export function pictureLabels(kind: IssueKind): { before: string; after: string } {
  return kind === 'suggestion' ? { before: '建言', after: '答复' } : { before: '处理前', after: '处理后' };
}
