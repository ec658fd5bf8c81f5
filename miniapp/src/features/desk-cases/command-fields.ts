import type { ReasonedCommand } from '@gongzhi/shared/issues/reasons';
import type { IssueKind } from '@gongzhi/shared/issues/rules';
import type { DeskCommand } from './desk-commands';

/** What a command asks for when it is no more than a reason, pictures and words. */
export interface CommandFields {
  submit: string;
  reasons?: ReasonedCommand;
  pictures?: { label: string; note?: string; missing?: string };
  /** The closing standard is to be confirmed. */
  standard?: true;
  words: { field: 'words' | 'result'; label: string; hint?: string; most?: number };
  /** Asked before what cannot be undone. `unit` is who handles it. */
  confirm?: { title: string; words: (unit: string) => string };
}

const explanation = { field: 'words', label: '说明（可以不写）' } as const;

/** The commands one form serves, alone and in a batch. Accepting, filing, dispatching and correcting have their own. */
export const commandFields = {
  refuse: {
    submit: '不予受理',
    reasons: 'refuse',
    words: { field: 'words', label: '给上报人的答复' },
    confirm: {
      title: '确定不予受理吗？',
      words: () => '上报人会马上收到您写的答复，案件就此终止，不能撤回。',
    },
  },
  return: {
    submit: '退回派遣员',
    reasons: 'return',
    words: { field: 'words', label: '说明' },
    confirm: {
      title: '确定退回吗？',
      words: () => '案件会回到派遣员那里重新派遣，您这边不再处理。',
    },
  },
  recall: {
    submit: '撤回派遣',
    reasons: 'recall',
    words: explanation,
    confirm: { title: '确定撤回派遣吗？', words: (unit) => `${unit}会收到通知，不用再处理。` },
  },
  handle: {
    submit: '处理完了',
    pictures: {
      label: '处理后的照片',
      note: '在现场拍，和上报的照片同一个角度',
      missing: '至少要有一张处理后的照片',
    },
    words: { field: 'words', label: '怎么处理的', most: 1000 },
  },
  pass: { submit: '核查通过', pictures: { label: '核查的照片' }, standard: true, words: explanation },
  fail: {
    submit: '核查不通过',
    reasons: 'fail',
    pictures: { label: '现场的照片' },
    words: explanation,
    confirm: {
      title: '确定不通过吗？',
      words: (unit) => `案件会发回${unit}继续处理，记一次返工。`,
    },
  },
  close: {
    submit: '结案',
    words: { field: 'result', label: '给上报人的结果', hint: '可以改成更贴切的话', most: 1000 },
    confirm: {
      title: '确定结案吗？',
      words: () => '上报人会收到这个结果，并可以在 15 天内评价。结案后不能撤回。',
    },
  },
} as const satisfies Partial<Record<DeskCommand, CommandFields>>;

export type PlainCommand = keyof typeof commandFields;

/** A suggestion is answered in words, with or without pictures. */
const answer: CommandFields = {
  submit: '提交答复',
  pictures: { label: '附照片（可以不附）' },
  words: { field: 'words', label: '答复', most: 1000 },
};

export function fieldsFor(command: PlainCommand, kind: IssueKind): CommandFields {
  return command === 'handle' && kind === 'suggestion' ? answer : commandFields[command];
}
