import { errorId, Field } from '../../../components/field';
import { TextInput } from '../../../components/text-input';
import type { FormFields } from '../use-command-form';

interface WordsFieldProps {
  form: FormFields;
  label: string;
  hint?: string;
  value: string;
  onChange: (words: string) => void;
  /** The field of the contract; `words` for nearly all. */
  field?: string;
  maxLength?: number;
}

export function WordsField(props: WordsFieldProps) {
  const { form, label, hint, value, onChange, field = 'words', maxLength = 500 } = props;
  const id = form.idOf(field);
  const error = form.error(field);
  return (
    <Field id={id} label={label} error={error} {...(hint ? { hint } : {})}>
      <TextInput
        id={id}
        lines={3}
        maxLength={maxLength}
        value={value}
        invalid={error !== undefined}
        {...(error ? { describedBy: errorId(id) } : {})}
        onChange={onChange}
      />
    </Field>
  );
}
