import { ratingLabels } from '@gongzhi/shared/issues/labels';
import type { ReasonedCommand } from '@gongzhi/shared/issues/reasons';
import type { IssueCommand, IssueKind } from '@gongzhi/shared/issues/rules';
import type { CommandName } from './api';

/** What a command asks of the person who gives it on a phone. */
export interface CommandForm {
  /** On the button at the bottom of the case. */
  button: string;
  title: string;
  /** What will happen, in a sentence. */
  intro: string;
  yes: string;
  kind: 'main' | 'plain' | 'danger';
  reasons?: ReasonedCommand;
  pictures?: { label: string; optional?: true };
  words?: { label: string; required: boolean; placeholder?: string };
  /** The closing standard is to be confirmed. */
  standard?: true;
  rating?: ReturnType<typeof ratingLabels>;
}

export type PhoneCommand = Extract<
  CommandName,
  'join' | 'withdraw' | 'rate' | 'reopen' | 'handle' | 'return' | 'pass' | 'fail' | 'cover' | 'uncover'
>;

/** Commands given on a phone, in the order they are offered. Accepting and dispatching belong to the desk. */
const commandForms: Record<PhoneCommand, CommandForm> = {
  handle: {
    button: '拍照办结',
    title: '处理好了',
    intro: '拍一张处理后的照片，写一句做了什么，接着会有人到现场核查。',
    yes: '提交',
    kind: 'main',
    pictures: { label: '拍处理后的样子' },
    words: { label: '做了什么', required: true, placeholder: '比如：已清运垃圾，地面冲洗过' },
  },
  pass: {
    button: '核查通过',
    title: '核查通过',
    intro: '到现场看过，确实处理好了。',
    yes: '通过',
    kind: 'main',
    pictures: { label: '拍现场' },
    standard: true,
    words: { label: '补充（可不填）', required: false },
  },
  fail: {
    button: '不通过',
    title: '核查不通过',
    intro: '案件会回到处置单位，算一次返工。',
    yes: '不通过',
    kind: 'danger',
    reasons: 'fail',
    pictures: { label: '拍现场' },
    words: { label: '补充（可不填）', required: false },
  },
  return: {
    button: '退回',
    title: '退回给派遣员',
    intro: '说明为什么不该由本单位办，派遣员会重新安排。',
    yes: '退回',
    kind: 'plain',
    reasons: 'return',
    words: { label: '说明', required: true },
  },
  rate: {
    button: '评价',
    title: '办得怎么样？',
    intro: '您的评价会计入处置单位的满意率。',
    yes: '提交评价',
    kind: 'main',
    rating: ratingLabels('problem'),
    words: { label: '想说的话（可不填）', required: false },
  },
  reopen: {
    button: '没解决，重新处理',
    title: '请求重新处理',
    intro: '案件会重新派出去。只能请求一次。',
    yes: '请重新处理',
    kind: 'plain',
    words: { label: '哪里还没有解决', required: true },
  },
  join: {
    button: '我也遇到了',
    title: '我也遇到了',
    intro: '算您一个。有了进展会告诉您，不用再报一次。',
    yes: '我也遇到了',
    kind: 'main',
  },
  withdraw: {
    button: '撤回上报',
    title: '撤回这次上报？',
    intro: '撤回以后就不再办理，也不能恢复。',
    yes: '撤回',
    kind: 'plain',
    words: { label: '为什么（可不填）', required: false },
  },
  cover: {
    button: '先遮起来',
    title: '先遮起来',
    intro: '公众暂时看不到这个案件的文字、照片和准确位置，办理照常。核实以后可以恢复。',
    yes: '遮起来',
    kind: 'plain',
    words: { label: '为什么（上报人看得到）', required: true },
  },
  uncover: {
    button: '恢复公开',
    title: '恢复公开',
    intro: '公众又能看到受理时选定公开的文字和照片。',
    yes: '恢复公开',
    kind: 'plain',
    words: { label: '为什么（上报人看得到）', required: true },
  },
};

/** A suggestion is answered in words, with or without pictures. */
const answerForm: CommandForm = {
  ...commandForms.handle,
  button: '答复',
  title: '答复这条建言',
  intro: '提建言的人会收到消息，在案件里看到您的答复。',
  pictures: { label: '附照片（可以不附）', optional: true },
  words: { label: '答复', required: true },
};

const suggestionForms: Partial<Record<PhoneCommand, CommandForm>> = {
  handle: answerForm,
  rate: { ...commandForms.rate, title: '答复得怎么样？', rating: ratingLabels('suggestion') },
};

export function formFor(command: PhoneCommand, kind: IssueKind): CommandForm {
  return (kind === 'suggestion' ? suggestionForms[command] : undefined) ?? commandForms[command];
}

/** What somebody has filled in for a command. */
export interface CommandAnswers {
  reason: string | null;
  words: string;
  standardMet: boolean;
  solved: 'yes' | 'no' | null;
  score: number;
  pictures: readonly unknown[];
}

/** What is still to be answered before the command can be given, in the order of the form. */
export function missingIn(form: CommandForm, answers: CommandAnswers): string[] {
  const { reason, words, standardMet, solved, score, pictures } = answers;
  return [
    form.rating && solved === null && `回答“${form.rating.question}”`,
    form.rating && score === 0 && '打个分',
    form.reasons && reason === null && '选一个原因',
    form.pictures && !form.pictures.optional && pictures.length === 0 && '至少拍一张照片',
    form.standard && !standardMet && '确认达到了结案标准',
    form.words?.required && !words.trim() && `填写“${form.words.label}”`,
  ].filter((gap) => typeof gap === 'string');
}

/** The phone commands among what the server says this reader may do. */
export function phoneCommands(abilities: readonly IssueCommand[]): PhoneCommand[] {
  return (Object.keys(commandForms) as PhoneCommand[]).filter((command) => abilities.includes(command));
}
