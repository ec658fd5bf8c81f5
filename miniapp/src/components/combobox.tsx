import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names';
import './combobox.scss';
import './text-input.scss';

export interface ComboOption {
  id: string;
  name: string;
  note?: string | undefined;
}

interface ComboboxProps<T extends ComboOption> {
  id: string;
  /** What is chosen; its name stands in the field. */
  value: ComboOption | null;
  onChange: (value: T | null) => void;
  /** What fits the words typed so far; asked with '' when the field is entered. */
  search: (words: string) => T[] | Promise<T[]>;
  placeholder: string;
  label?: string;
  /** Shown when nothing fits. */
  empty?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
  name?: string;
}

const PATIENCE_MS = 180;

/** A field that finds one of many by a few letters. For pages with a keyboard, so for the web only. */
export function Combobox<T extends ComboOption>(props: ComboboxProps<T>) {
  const { id, value, onChange, placeholder, label, empty = '没有找到', invalid, describedBy } = props;
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = typed !== null;
  const { options, waiting, failed } = useOptions(typed, props.search);

  const choose = (option: T | undefined) => {
    if (!option) return;
    onChange(option);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (open) setAt((old) => Math.min(Math.max(old + step, 0), options.length - 1));
      else setTyped('');
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open) choose(options[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setTyped(null);
    }
  };

  return (
    <div className="combobox">
      <input
        id={id}
        className={classNames('text-input', invalid && 'text-input--invalid')}
        role="combobox"
        autoComplete="off"
        aria-label={label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && options[at] ? `${listId}-${at}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        data-name={props.name}
        placeholder={placeholder}
        value={typed ?? value?.name ?? ''}
        onFocus={(event) => event.target.select()}
        onClick={() => setTyped((old) => old ?? '')}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(null)}
      />
      {value && !open ? (
        <button
          type="button"
          className="combobox__clear"
          aria-label={`清除${value.name}`}
          onClick={() => onChange(null)}
        >
          ×
        </button>
      ) : null}
      <div
        id={listId}
        className="combobox__list"
        role="listbox"
        aria-label={label ?? placeholder}
        hidden={!open}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, as for every combobox
          <div
            key={option.id}
            id={`${listId}-${index}`}
            ref={index === at ? keepInView : null}
            className={classNames('combobox__option', index === at && 'combobox__option--at')}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // Keeps the focus in the field, so that its blur does not close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            <span>{option.name}</span>
            {option.note ? <span className="combobox__note">{option.note}</span> : null}
          </div>
        ))}
        {open && options.length === 0 ? (
          <div className="combobox__empty" role="status">
            {waiting ? '正在找…' : failed ? '没有连上，请再输入一次' : empty}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function keepInView(option: HTMLElement | null): void {
  option?.scrollIntoView?.({ block: 'nearest' });
}

/** What fits the words typed; the answer to older words never replaces that to newer ones. */
function useOptions<T>(typed: string | null, search: (words: string) => T[] | Promise<T[]>) {
  const [state, setState] = useState<{ options: T[]; waiting: boolean; failed: boolean }>({
    options: [],
    waiting: true,
    failed: false,
  });
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (typed === null) {
      setState({ options: [], waiting: true, failed: false });
      return;
    }
    let stale = false;
    const show = (options: T[], failed = false) => {
      if (!stale) setState({ options, waiting: false, failed });
    };
    const ask = () => {
      const found = latest.current(typed.trim());
      if (Array.isArray(found)) show(found);
      else
        found.then(
          (options) => show(options),
          () => show([], true),
        );
    };
    const timer = setTimeout(ask, typed ? PATIENCE_MS : 0);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return state;
}
