import { useDraft } from '../drafts';
import { type FormProps, useCommandForm } from '../use-command-form';
import { closingWords } from '../words';
import { FormFrame } from './form-frame';
import { WordsField } from './words-field';

/** Ends a case with the words its reporter reads. */
export function CloseForm(props: FormProps) {
  const { issue } = props;
  const form = useCommandForm('close', props);
  const [{ result }, change] = useDraft(issue.id, 'close', { result: closingWords(issue) });
  return (
    <FormFrame
      form={form}
      body={() => ({ result })}
      submit="结案"
      confirm={{
        title: '确定结案吗？',
        words: '上报人会收到这个结果，并可以在 15 天内评价。结案后不能撤回。',
      }}
    >
      <WordsField
        form={form}
        field="result"
        label="给上报人的结果"
        hint="可以改成更贴切的话"
        maxLength={1000}
        value={result}
        onChange={(next) => change({ result: next })}
      />
    </FormFrame>
  );
}
