import { useId } from 'react';
import './choice-list.scss';
import type { ChoiceListProps } from './choice-list.types';
import { classNames } from './class-names';

export function ChoiceList<T extends string>(props: ChoiceListProps<T>) {
  const { label, choices, value, onChange, layout = 'list', hideLabel, error } = props;
  const group = useId();
  return (
    <fieldset className="choices" aria-describedby={error ? `${group}-error` : undefined}>
      <legend className={hideLabel ? 'visually-hidden' : 'choices__label'}>{label}</legend>
      {error ? (
        <div className="choices__error" id={`${group}-error`} role="alert">
          {error}
        </div>
      ) : null}
      <div className={`choices__${layout}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={classNames('choice', choice.value === value && 'choice--chosen')}
          >
            <input
              className="visually-hidden"
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span className="choice__mark" aria-hidden="true" />
            <span className="choice__text">
              <span className="choice__words">{choice.label}</span>
              {choice.note ? <span className="choice__note">{choice.note}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
