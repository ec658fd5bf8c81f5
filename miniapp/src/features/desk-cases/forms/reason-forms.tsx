import { type ReasonCode, reasonLists } from '@gongzhi/shared/issues/reasons';
import { useDraft } from '../drafts';
import { type FormProps, useCommandForm } from '../use-command-form';
import { refusalWords } from '../words';
import { FormFrame } from './form-frame';
import { ReasonField } from './reason-field';
import { WordsField } from './words-field';

interface Draft<C extends 'refuse' | 'return' | 'recall'> {
  reason: ReasonCode<C> | null;
  words: string;
}

const chooseReason: Record<string, string> = { reason: '请选一个原因' };

/** Tells the reporter why a report is not taken on. */
export function RefuseForm(props: FormProps) {
  const form = useCommandForm('refuse', props);
  const [{ reason, words }, change] = useDraft<Draft<'refuse'>>(props.issue.id, 'refuse', {
    reason: null,
    words: '',
  });
  const pick = (next: ReasonCode<'refuse'>) => {
    // A proposal gives way to another proposal, never what somebody wrote.
    const untouched = !words || (reason !== null && words === refusalWords[reason]);
    change({ reason: next, ...(untouched && { words: refusalWords[next] }) });
  };
  return (
    <FormFrame
      form={form}
      body={() => ({ reason: reason ?? 'other', words })}
      alsoWrong={() => (reason ? {} : chooseReason)}
      submit="不予受理"
      confirm={{
        title: '确定不予受理吗？',
        words: '上报人会马上收到您写的答复，案件就此终止，不能撤回。',
      }}
    >
      <ReasonField form={form} reasons={reasonLists.refuse} value={reason} onChange={pick} />
      <WordsField
        form={form}
        label="给上报人的答复"
        value={words}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}

/** Hands a task back to the dispatcher. */
export function ReturnForm(props: FormProps) {
  const form = useCommandForm('return', props);
  const [{ reason, words }, change] = useDraft<Draft<'return'>>(props.issue.id, 'return', {
    reason: null,
    words: '',
  });
  return (
    <FormFrame
      form={form}
      body={() => ({ reason: reason ?? 'other', words })}
      alsoWrong={() => (reason ? {} : chooseReason)}
      submit="退回派遣员"
      confirm={{ title: '确定退回吗？', words: '案件会回到派遣员那里重新派遣，您这边不再处理。' }}
    >
      <ReasonField
        form={form}
        reasons={reasonLists.return}
        value={reason}
        onChange={(next) => change({ reason: next })}
      />
      <WordsField form={form} label="说明" value={words} onChange={(next) => change({ words: next })} />
    </FormFrame>
  );
}

/** Takes a task back from the unit. */
export function RecallForm(props: FormProps) {
  const form = useCommandForm('recall', props);
  const [{ reason, words }, change] = useDraft<Draft<'recall'>>(props.issue.id, 'recall', {
    reason: null,
    words: '',
  });
  return (
    <FormFrame
      form={form}
      body={() => ({ reason: reason ?? 'other', words })}
      alsoWrong={() => (reason ? {} : chooseReason)}
      submit="撤回派遣"
      confirm={{
        title: '确定撤回派遣吗？',
        words: `${props.issue.assignedTo?.name ?? '该单位'}会收到通知，不用再处理。`,
      }}
    >
      <ReasonField
        form={form}
        reasons={reasonLists.recall}
        value={reason}
        onChange={(next) => change({ reason: next })}
      />
      <WordsField
        form={form}
        label="说明（可以不写）"
        value={words}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}
