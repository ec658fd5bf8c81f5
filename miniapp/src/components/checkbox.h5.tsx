import './checkbox.scss';
import type { CheckboxProps } from './checkbox.types';
import { classNames } from './class-names';
import { Icon } from './icon';

export function Checkbox({ label, note, checked, onChange }: CheckboxProps) {
  return (
    <label className="checkbox">
      <input
        className="visually-hidden"
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={classNames('checkbox__mark', checked && 'checkbox__mark--on')} aria-hidden="true">
        {checked ? <Icon name="check" size="small" /> : null}
      </span>
      <span>
        {label}
        {note ? <span className="checkbox__note">{note}</span> : null}
      </span>
    </label>
  );
}
