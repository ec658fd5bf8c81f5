import { ChoiceList } from '../../../components/choice-list';
import type { FormFields } from '../use-command-form';

interface ReasonFieldProps<T extends string> {
  form: FormFields;
  reasons: Readonly<Record<T, string>>;
  value: T | null;
  onChange: (reason: T) => void;
}

/** Why, from the list the figures are counted by. */
export function ReasonField<T extends string>({ form, reasons, value, onChange }: ReasonFieldProps<T>) {
  const choices = Object.entries<string>(reasons).map(([code, label]) => ({ value: code as T, label }));
  return (
    <div id={form.idOf('reason')}>
      <ChoiceList
        label="原因"
        choices={choices}
        value={value}
        onChange={onChange}
        error={form.error('reason')}
      />
    </div>
  );
}
