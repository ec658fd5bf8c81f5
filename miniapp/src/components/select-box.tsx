import './select-box.scss';
import './text-input.scss';

interface SelectBoxProps<T extends string> {
  id?: string;
  label?: string;
  value: T | '';
  /** What stands there while nothing is chosen. */
  none: string;
  options: readonly { value: T; label: string }[];
  onChange: (value: T | '') => void;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** The browser's own list of a few choices. For the web only. */
export function SelectBox<T extends string>(props: SelectBoxProps<T>) {
  const { id, label, value, none, options, onChange, invalid, describedBy } = props;
  return (
    <select
      id={id}
      className="text-input select-box"
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      value={value}
      onChange={(event) => onChange(event.target.value as T | '')}
    >
      <option value="">{none}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
